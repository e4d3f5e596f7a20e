//! All files of all APIs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::emitter::Emitter;
use super::error::{Claim, EmitError};
use super::file::{File, Owns};
use crate::model::Api;
use crate::naming::is_place;

/// A folder of generated files, as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name of the emitter that made them.
    pub emitter: &'static str,
    /// How they are known on disk.
    pub owns: Owns,
    /// The folder, relative to the workspace, with forward slashes.
    pub folder: String,
    /// The files of all APIs that share it, by path. An empty folder is to be none.
    pub files: Vec<File>,
}

/// Makes the files of all APIs: one output for each folder of an emitter, in the order of the APIs, and
/// for each in that of the emitters.
pub fn outputs(apis: &[Api], emitters: &[Emitter]) -> Result<Vec<Output>, EmitError> {
    let mut shares: Vec<Shared<'_>> = Vec::new();
    let mut places = HashMap::new();
    for api in apis {
        for (row, emitter) in emitters.iter().enumerate() {
            let Some(folder) = (emitter.folder)(api) else {
                continue;
            };
            if !is_place(&folder) {
                return Err(EmitError::Folder(Box::new(Claim {
                    folder,
                    emitter: emitter.name,
                    api: api.name.clone(),
                })));
            }
            let place = *places
                .entry((row, folder.clone()))
                .or_insert_with(|| Shared::begin(&mut shares, emitter, folder, api));
            shares[place].take((emitter.emit)(api)?, api)?;
        }
    }
    refuse_overlaps(&shares)?;
    let outputs = shares.into_iter().map(|share| {
        let mut output = share.output;
        output.files.sort_by(|a, b| a.path.cmp(&b.path));
        output
    });
    Ok(outputs.collect())
}

/// An output to which several APIs may add.
struct Shared<'a> {
    output: Output,
    /// The first API that has this folder.
    api: &'a Api,
    /// Which API each file was made for, by path as the least particular file system tells them apart.
    makers: HashMap<String, &'a Api>,
    /// The first file in each folder that the files need, and its API, by the folder's path, likewise.
    folders: HashMap<String, (String, &'a Api)>,
}

impl<'a> Shared<'a> {
    /// Adds an empty one to the others, and tells where.
    fn begin(others: &mut Vec<Self>, emitter: &Emitter, folder: String, api: &'a Api) -> usize {
        others.push(Self {
            output: Output {
                emitter: emitter.name,
                owns: emitter.owns,
                folder,
                files: Vec::new(),
            },
            api,
            makers: HashMap::new(),
            folders: HashMap::new(),
        });
        others.len() - 1
    }

    fn take(&mut self, files: Vec<File>, api: &'a Api) -> Result<(), EmitError> {
        for file in &files {
            let path = file.path.to_lowercase();
            if let Some((inner, other)) = self.folders.get(&path) {
                return Err(self.in_the_way((&file.path, api), (inner, other)));
            }
            for (end, _) in file.path.match_indices('/') {
                let above = &file.path[..end];
                let folder = above.to_lowercase();
                if let Some(other) = self.makers.get(&folder) {
                    return Err(self.in_the_way((above, other), (&file.path, api)));
                }
                self.folders
                    .entry(folder)
                    .or_insert_with(|| (file.path.clone(), api));
            }
            match self.makers.entry(path) {
                Entry::Vacant(free) => free.insert(api),
                Entry::Occupied(other) => {
                    return Err(EmitError::Twice {
                        path: format!("{}/{}", self.output.folder, file.path),
                        emitter: self.output.emitter,
                        apis: [other.get().name.clone(), api.name.clone()],
                    });
                }
            };
        }
        self.output.files.extend(files);
        Ok(())
    }

    /// Of a file that stands where a folder must be for another.
    fn in_the_way(&self, outer: (&str, &Api), inner: (&str, &Api)) -> EmitError {
        EmitError::InTheWay {
            paths: [outer.0, inner.0].map(|path| format!("{}/{path}", self.output.folder)),
            emitter: self.output.emitter,
            apis: [outer.1, inner.1].map(|api| api.name.clone()),
        }
    }

    fn claim(&self) -> Claim {
        Claim {
            folder: self.output.folder.clone(),
            emitter: self.output.emitter,
            api: self.api.name.clone(),
        }
    }
}

fn refuse_overlaps(shares: &[Shared<'_>]) -> Result<(), EmitError> {
    let mut folders: Vec<(String, &Shared<'_>)> = shares
        .iter()
        .map(|share| (format!("{}/", share.output.folder.to_lowercase()), share))
        .collect();
    folders.sort_by(|(a, _), (b, _)| a.cmp(b));
    // What stands in a folder is sorted right behind it.
    for pair in folders.windows(2) {
        if let [(outer_path, outer), (inner_path, inner)] = pair
            && inner_path.starts_with(outer_path)
        {
            return Err(EmitError::Overlap {
                outer: Box::new(outer.claim()),
                inner: Box::new(inner.claim()),
            });
        }
    }
    Ok(())
}
