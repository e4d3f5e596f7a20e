//! One field of a form: its label, its input, and what helps to fill it in.

use std::fmt::Write as _;

use super::text::escape;
use super::{autocomplete, hidden, script};
use crate::emit::pattern;
use crate::emit::words::{self, Voice, plain};
use crate::model::{Consent, Holds, Key, Limit, Rule};

/// A field that the visitor fills in.
pub(super) struct Field<'k> {
    pub(super) key: &'k Key,
    /// Id of its input, which no other element of the page has.
    pub(super) id: String,
    pub(super) is_required: bool,
    pub(super) has_lines: bool,
    /// What the visitor agrees to with it.
    pub(super) consent: Option<&'k Consent>,
}

impl Field<'_> {
    /// What the form's script must count, as its `data-limit` says.
    pub(super) fn counted(&self) -> Option<String> {
        script::counted(&self.key.limit, self.has_lines)
    }

    /// Whether the visitor writes into it, and does not choose.
    pub(super) fn is_written(&self) -> bool {
        self.choices().is_none()
    }

    /// As lines of HTML.
    pub(super) fn html(&self) -> String {
        if let Some(consent) = self.consent {
            return self.consent(consent);
        }
        let id = escape(&self.id);
        let mut html = format!(
            "  <p>\n    <label for=\"{id}\">{}{}</label><br>\n",
            escape(&words::key::label(self.key).plain()),
            if self.is_required {
                " <span aria-hidden=\"true\">*</span>"
            } else {
                ""
            }
        );
        let help = self.help();
        let mut attributes = Attributes::default();
        attributes.set("id", &self.id);
        attributes.set("name", &self.key.wire);
        attributes.on("required", self.is_required);
        let described = (!help.is_empty()).then(|| format!("{}-help", self.id));
        attributes.maybe("aria-describedby", described.as_deref());
        match self.choices() {
            Some(choices) => self.select(&mut html, &attributes, &choices),
            None if self.has_lines => self.lines(&mut html, attributes),
            None => self.input(&mut html, attributes),
        }
        self.described(&mut html, &help);
        html.push_str("  </p>\n");
        html
    }

    /// A box that nobody has ticked. A browser sends it only when it is, and before it the no, which
    /// stands alone otherwise: silence is no consent.
    fn consent(&self, consent: &Consent) -> String {
        let (yes, no) = match &self.key.limit.rule {
            Rule::FlagAs { yes, no } => (yes.as_str(), no.as_str()),
            Rule::Boolean => ("true", "false"),
            _ => ("1", "0"),
        };
        let mut html = "  <p>\n".to_owned();
        html.push_str("  ");
        hidden::input(&mut html, &self.key.wire, no);
        let help = self.help();
        let mut attributes = Attributes::default();
        attributes.set("id", &self.id);
        attributes.set("name", &self.key.wire);
        attributes.set("type", "checkbox");
        attributes.set("value", yes);
        let described = (!help.is_empty()).then(|| format!("{}-help", self.id));
        attributes.maybe("aria-describedby", described.as_deref());
        let _ = writeln!(
            html,
            "    <label for=\"{}\"><input{}> {}</label>",
            escape(&self.id),
            attributes.html,
            escape(&plain(&consent.words))
        );
        self.described(&mut html, &help);
        html.push_str("  </p>\n");
        html
    }

    /// What stands below the field.
    fn described(&self, html: &mut String, help: &str) {
        if !help.is_empty() {
            let (id, help) = (escape(&self.id), escape(help));
            let _ = writeln!(html, "    <br><small id=\"{id}-help\">{help}</small>");
        }
    }

    /// The values of a closed set.
    fn choices(&self) -> Option<Vec<&str>> {
        match &self.key.limit.rule {
            Rule::OneOf(members) => {
                let wires = members.iter().map(|member| member.wire.as_str());
                Some(wires.filter(|wire| !wire.is_empty()).collect())
            }
            Rule::Flag => Some(vec!["1", "0"]),
            Rule::FlagAs { yes, no } => Some(vec![yes, no]),
            Rule::Boolean => Some(vec!["true", "false"]),
            _ => None,
        }
    }

    fn select(&self, html: &mut String, attributes: &Attributes, choices: &[&str]) {
        let mut attributes = attributes.clone();
        attributes.maybe("autocomplete", autocomplete::token(self.key));
        let blank = if self.is_required {
            "Please choose"
        } else {
            "No answer"
        };
        let _ = writeln!(html, "    <select{}>", attributes.html);
        let _ = writeln!(html, "      <option value=\"\">{blank}</option>");
        for wire in choices {
            let label = words::limit::value(&self.key.limit, wire).plain();
            let (wire, label) = (escape(wire), escape(&label));
            let _ = writeln!(html, "      <option value=\"{wire}\">{label}</option>");
        }
        html.push_str("    </select>\n");
    }

    fn lines(&self, html: &mut String, mut attributes: Attributes) {
        attributes.set("rows", "4");
        // Without the script a browser counts otherwise, but about as many.
        if let Rule::Text {
            max: Some(max),
            cut: false,
        } = self.key.limit.rule
        {
            attributes.set("maxlength", &max.to_string());
        }
        attributes.maybe("data-limit", self.counted().as_deref());
        let _ = writeln!(html, "    <textarea{}></textarea>", attributes.html);
    }

    fn input(&self, html: &mut String, mut attributes: Attributes) {
        let limit = &self.key.limit;
        let is_secret = self.key.holds == Holds::Secret;
        // `email`, `url`, `date` and `number` have rules of the browser's own, which are others.
        attributes.set("type", if is_secret { "password" } else { "text" });
        attributes.maybe("inputmode", self.keyboard());
        let token = if is_secret {
            Some("off")
        } else {
            autocomplete::token(self.key)
        };
        attributes.maybe("autocomplete", token);
        let pattern = pattern::pattern(limit);
        attributes.maybe("pattern", pattern.as_deref());
        // Browsers show it where the pattern does not match.
        let title = pattern.and_then(|_| title(limit));
        attributes.maybe("title", title.as_deref());
        attributes.maybe("data-limit", self.counted().as_deref());
        let _ = writeln!(html, "    <input{}>", attributes.html);
    }

    /// The keyboard of a telephone that has all that is needed. Those for numbers have no minus.
    fn keyboard(&self) -> Option<&'static str> {
        let token = autocomplete::token(self.key);
        match &self.key.limit.rule {
            // People write more into these than digits, and the script takes it.
            _ if token.is_some_and(|token| token.starts_with("tel")) => Some("tel"),
            Rule::Email => Some("email"),
            Rule::Url => Some("url"),
            Rule::Id | Rule::Integer { min: Some(0..), .. } => Some("numeric"),
            Rule::Shape(shapes)
                if shapes
                    .iter()
                    .all(|shape| shape.chars().all(|sign| sign == '1')) =>
            {
                Some("numeric")
            }
            _ => None,
        }
    }

    /// What is worth saying besides the label.
    fn help(&self) -> String {
        let mut help = words::key::help(self.key).plain();
        if let (Some(default), Some(_), None) = (&self.key.default, self.choices(), self.consent) {
            let default = words::limit::value(&self.key.limit, default).plain();
            let space = if help.is_empty() { "" } else { " " };
            let _ = write!(help, "{space}Left blank: {default}.");
        }
        help
    }
}

/// How a value is written; nothing where every text will do.
pub(super) fn title(limit: &Limit) -> Option<String> {
    let words = words::limit::words(limit, Voice::Visitor);
    (!words.is_empty()).then(|| words.plain())
}

/// The attributes of an element.
#[derive(Clone, Default)]
pub(super) struct Attributes {
    pub(super) html: String,
}

impl Attributes {
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let _ = write!(self.html, " {name}=\"{}\"", escape(value));
    }

    pub(super) fn maybe(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    fn on(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.html.push(' ');
            self.html.push_str(name);
        }
    }
}
