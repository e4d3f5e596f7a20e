//! How a form looks where its page says nothing about it.

/// The style of the form with this id, and of nothing else. Where a content security policy forbids it, the
/// form is as the browser has it.
///
/// The colour of what is wrong is seen on fields of light pages and of dark ones.
///
/// Texts have 16 pixels at least: a telephone zooms into an input of less.
pub(super) fn emit(id: &str) -> String {
    let rules = [
        (
            "",
            "box-sizing: border-box; max-width: 36rem; line-height: 1.4;",
        ),
        (" p", "margin: 0 0 1.25rem;"),
        (" br", "display: none;"),
        (" label", "display: block; font-weight: 600;"),
        (
            " small",
            "display: block; margin-top: .25rem; font-size: .875rem;",
        ),
        (
            " :is(input, select, textarea, button)",
            "box-sizing: border-box; font: inherit; font-size: max(16px, 1em);",
        ),
        (
            " :is(input:not([type=checkbox]), select, textarea)",
            "width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .5rem; border: 1px solid #767676; border-radius: .25rem; background: Field; color: FieldText;",
        ),
        (
            " label:has([type=checkbox])",
            "display: flex; gap: .75rem; align-items: start; font-weight: inherit;",
        ),
        (
            " [type=checkbox]",
            "flex: none; width: 1.5rem; height: 1.5rem; margin: 0;",
        ),
        (
            " :is(input, select, textarea)[aria-invalid=true]",
            "border: 2px solid #ee5257;",
        ),
        (
            " button",
            "min-height: 2.75rem; padding: .5rem 2rem; cursor: pointer;",
        ),
    ];
    let rules = rules.map(|(of, says)| format!("  #{id}{of} {{ {says} }}\n"));
    format!("<style>\n{}</style>\n", rules.concat())
}
