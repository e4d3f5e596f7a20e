//! How rows and objects travel where there is no JSON.

/// How rows and objects travel in a query and in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nests {
    /// As the text of their JSON.
    JsonText,
    /// `a[b]=c`, and in rows `a[0][b]=c`.
    Brackets,
    /// `a[b]=c`, and in rows `a[b][0]=c`: each key is a column.
    Columns,
    /// `a.b=c`, and in rows `a.0.b=c`.
    Dots,
}
