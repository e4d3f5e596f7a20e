//! Named limits.

use super::table::WAS_WITHOUT_A_NAME;
use super::{Attribute, Form, Mapping};

pub(in crate::syntax) static LIMITS: Mapping = Mapping::new(
    "limits",
    "a limits file",
    &[Attribute::new(
        "limits",
        Form::Entries(&Form::Mapping(&LIMIT)),
        "Limits with names, which several keys can share.",
    )
    .required()],
);

pub(in crate::syntax) static LIMIT: Mapping = Mapping::new(
    "limit",
    "a limit",
    &[
        Attribute::new("rule", Form::Rule, "What values are allowed (below).").required(),
        Attribute::new("doc", Form::Text, "What such a value is."),
        Attribute::new(
            "wire",
            Form::Word(&["text", "number"]),
            "`number`: values travel as JSON numbers. For `integer`, `decimal`, `epoch`, `id` and `flag`; without it they travel as text.",
        ),
        Attribute::new(
            "pass",
            Form::Texts,
            "Examples of values that it allows; tests run them.",
        ),
        Attribute::new("fail", Form::Texts, "Examples of values that it refuses."),
        WAS_WITHOUT_A_NAME,
        Attribute::new(
            "aliases",
            Form::Entries(&Form::Texts),
            "For a value that the limit allows, one text or several that people write in its place, whatever their capitals. None is allowed itself, or stands for two values. Labels of a closed set are read without being listed. For single texts: the aliases of a list stand at the limit of its items.",
        ),
        Attribute::new(
            "before",
            Form::Texts,
            "What people write before a value of a `shape`, though it is no part of it, whatever its capitals. Behind what ends in a digit nothing more may stand before.",
        ),
        Attribute::new(
            "lost_zeros",
            Form::Number(1),
            "The most zeros, up to 9, that a spreadsheet can have taken from the front of a `shape` of digits alone. As few as possible are put back.",
        ),
    ],
)
.under("Attribute of a limit");
