"""What the server said of a request."""

from urllib.parse import parse_qsl, urlsplit


class Answer:
    """What the server said of the request."""

    def __init__(self, call, response):
        self.call, self.text = call, response.text_lossy()
        self.code, self.meaning = self.read(response)

    def read(self, response):
        status = response.status_code
        spelled = self.call.spellings()
        if 300 <= status < 400:
            query = dict(parse_qsl(urlsplit(response.headers["location"][0]).query))
            code = query.get(self.call.envelope["redirect"]["code"])
            return code, "success" if code is None else self.meaning_of(code, spelled)
        code = self.code_in(response)
        if code is not None:
            return code, self.meaning_of(code, spelled)
        of_status = [code["means"] for code in self.call.codes if code.get("status") == status]
        if of_status:
            return str(status), of_status[0]
        return str(status), "success" if status < 400 else f"status {status}"

    def code_in(self, response):
        """What stands at the path of the code, whatever its capitals."""
        path = self.call.envelope.get("code")
        try:
            found = response.json() if path else None
        except ValueError:
            return None
        for step in (path or "").split("."):
            values = found.items() if isinstance(found, dict) else []
            found = next((value for name, value in values if name.lower() == step.lower()), None)
        return None if found is None else str(found)

    def meaning_of(self, code, spelled):
        return spelled.get(code.lower(), self.call.envelope["other_codes"])

    def words(self):
        return "carried out" if self.meaning == "success" else f"refused: {self.meaning}"
