//! What is always sent, and not where a call sends its parameters.

use syn::Expr;

use super::tree::{self, Literal};
use crate::model::{Fixed, FixedPlace};

/// As the runtime has it.
pub(super) fn emit(fixed: &Fixed) -> Expr {
    let place = match fixed.place {
        FixedPlace::Query => "runtime::FixedPlace::Query",
        FixedPlace::Header => "runtime::FixedPlace::Header",
    };
    Literal::of("runtime::Fixed")
        .field("name", tree::text(&fixed.name))
        .field("value", tree::text(&fixed.value))
        .field("place", tree::path(place))
        .whole()
}
