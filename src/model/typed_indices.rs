//! Indices into the lists of a site, with one type for each list, so that an index cannot be used with the wrong list.

use serde::{Deserialize, Serialize};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub struct $name(pub u32);

            impl $name {
                /// The id of the element at `index`.
                pub fn new(index: usize) -> $name {
                    $name(index as u32)
                }

                /// The index of the element.
                pub fn index(self) -> usize {
                    self.0 as usize
                }

                /// All ids of a list of `count` elements, in order.
                pub fn all(count: usize) -> impl DoubleEndedIterator<Item = $name> + ExactSizeIterator + Clone {
                    (0..count as u32).map($name)
                }
            }
        )*
    };
}

indices! {
    /// A document of the site.
    DocId;
    /// A translation group of the site.
    GroupId;
    /// A phase of situations.yaml.
    PhaseId;
    /// A situation of situations.yaml.
    SituationId;
    /// A question of guide.yaml.
    QuestionId;
}
