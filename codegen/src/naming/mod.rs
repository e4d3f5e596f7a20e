//! What things are called in what is generated: all the rules are here.

mod files;
mod rust;

pub use files::{
    is_device, is_file_name, is_place, is_plain, is_plain_name, is_spelled_for_files,
    unfit_for_files,
};
pub use rust::{
    MOST_ARGUMENTS, credential, function, is_rust_name, library, own_module, pascal,
    required_struct, rows_static, screaming, snake, text_accessor, typed_accessor, variable_value,
};
