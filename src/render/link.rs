//! Relative links: from where a page stands to any address of the site.

use crate::base::bilingual::Language;
use crate::model::route;

/// Where a page stands: its language, and how many folders deep.
#[derive(Debug, Clone)]
pub struct Here {
    /// Language of the page's frame.
    pub language: Language,
    /// Address of the page as in [`route`], the same in both languages.
    pub address: String,
    root: Option<String>,
}

impl Here {
    /// The page at `address` in `language`.
    #[must_use]
    pub fn new(language: Language, address: &str) -> Self {
        Self { language, address: address.to_owned(), root: None }
    }

    /// A page that is shown at any depth, and so links from `base` (such as `/chuyen-doi-so/`) on.
    #[must_use]
    pub fn anywhere(language: Language, base: &str) -> Self {
        Self { language, address: String::new(), root: Some(base.to_owned()) }
    }

    /// Whether the page is shown at any depth.
    #[must_use]
    pub const fn is_anywhere(&self) -> bool {
        self.root.is_some()
    }

    /// The way up to the root of the site: `../../`, nothing on the home page.
    #[must_use]
    pub fn to_root(&self) -> String {
        if let Some(root) = &self.root {
            return root.clone();
        }
        let depth = self.address.matches('/').count() + usize::from(self.language == Language::English);
        "../".repeat(depth)
    }

    /// Link to a page in the same language.
    #[must_use]
    pub fn page(&self, address: &str) -> String {
        self.page_in(self.language, address)
    }

    /// Link to a page in `language`.
    #[must_use]
    pub fn page_in(&self, language: Language, address: &str) -> String {
        let on_this_page = self.root.is_none() && language == self.language;
        if on_this_page && let Some(fragment) = address.strip_prefix(&self.address).filter(|rest| rest.starts_with('#'))
        {
            return fragment.to_owned();
        }
        self.file(&in_language(language, address))
    }

    /// Link to a file whose address is the same in both languages.
    #[must_use]
    pub fn file(&self, address: &str) -> String {
        let link = format!("{}{address}", self.to_root());
        if link.is_empty() { "./".to_owned() } else { link }
    }

    /// Address of this page from the root of the site, with the folder of its language.
    #[must_use]
    pub fn full_address(&self) -> String {
        in_language(self.language, &self.address)
    }
}

/// The address of a page with the folder of its language before it.
#[must_use]
pub fn in_language(language: Language, address: &str) -> String {
    match language {
        Language::Vietnamese => address.to_owned(),
        Language::English => format!("{ENGLISH}{address}"),
    }
}

/// Folder of the English pages.
pub const ENGLISH: &str = "en/";

/// The sections of the menu: key of the label, and address.
pub const SECTIONS: [(&str, &str); 8] = [
    ("documents", route::DOCUMENTS),
    ("schedule", route::SCHEDULE),
    ("bodies", route::BODIES),
    ("indicators", route::INDICATORS),
    ("reports", route::REPORTS),
    ("journal", route::JOURNAL),
    ("data", route::DATA),
    ("search", route::SEARCH),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_climbs_as_many_folders_as_the_page_is_deep() {
        let here = Here::new(Language::Vietnamese, "van-ban/dong-nai/449-kl-tu-2023/");
        assert_eq!(here.page("co-quan/"), "../../../co-quan/");
        assert_eq!(here.page_in(Language::English, "co-quan/"), "../../../en/co-quan/");
        let english = Here::new(Language::English, "co-quan/");
        assert_eq!(english.page("van-ban/"), "../../en/van-ban/");
        assert_eq!(english.file("assets/site.css"), "../../assets/site.css");
    }

    #[test]
    fn a_link_to_a_place_on_the_same_page_is_a_fragment() {
        let here = Here::new(Language::Vietnamese, "van-ban/x/y/");
        assert_eq!(here.page("van-ban/x/y/#ii_1"), "#ii_1");
        assert_eq!(here.page_in(Language::English, "van-ban/x/y/#ii_1"), "../../../en/van-ban/x/y/#ii_1");
    }

    #[test]
    fn the_home_page_links_to_itself() {
        assert_eq!(Here::new(Language::Vietnamese, "").page(""), "./");
        assert_eq!(Here::new(Language::English, "").page(""), "../en/");
        assert_eq!(Here::anywhere(Language::Vietnamese, "/chuyen-doi-so/").page("van-ban/"), "/chuyen-doi-so/van-ban/");
    }
}
