//! Records, and the events that tell them.

use super::table::QUIRKS;
use super::{Attribute, Form, KEY, Mapping, Names};

pub(in crate::syntax) static RECORD: Mapping = Mapping::new(
    "record",
    "a record",
    &[
        Attribute::new("record", Form::Text, "The name of this kind of record.").required(),
        Attribute::new("doc", Form::Text, "What such a record is."),
        Attribute::new(
            "includes",
            Form::NamesOf(Names::Table),
            "Tables: every key with R in its `access` is a field.",
        ),
        Attribute::new(
            "fields",
            Form::Entries(&Form::Mapping(&KEY)),
            "Fields of its own, written like the rows of a table.",
        ),
        Attribute::new(
            "identified_by",
            Form::Name(Names::Field),
            "The field that tells one record from all others. By it a list is held against a server that gives the same records again and again.",
        ),
        Attribute::new(
            "open",
            Form::Yes,
            "`true`: an object is such a record whatever its keys are. Without it, an object with none of the fields is no record; a record without any fields is open by itself.",
        ),
        QUIRKS,
    ],
)
.under("Attribute of a record");

pub(in crate::syntax) static EVENT: Mapping = Mapping::new(
    "event",
    "an event",
    &[
        Attribute::new("event", Form::Text, "The name of the event.").required(),
        Attribute::new("doc", Form::Text, "What has happened.").required(),
        Attribute::new(
            "told_by",
            Form::Mapping(&TOLD_BY),
            "Where its name stands, and what it is there.",
        )
        .required(),
        Attribute::new(
            "record",
            Form::Name(Names::Record),
            "The kind of record that tells it.",
        )
        .required(),
        Attribute::new(
            "within",
            Form::Text,
            "The path to the record, where it is not the whole body: an object with one of its fields, or the only item of a list.",
        ),
    ],
)
.under("Attribute of an event");

pub(in crate::syntax) static TOLD_BY: Mapping = Mapping::new(
    "told_by",
    "`told_by`",
    &[
        Attribute::new(
            "key",
            Form::Text,
            "A key, or a path of keys, of the JSON body.",
        ),
        Attribute::new("header", Form::Text, "A header, which is not signed."),
        Attribute::new("is", Form::Text, "The event's name there.").required(),
    ],
)
.one_of(&["key", "header"]);
