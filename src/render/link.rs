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
    /// The way up to the root of the site: `../../`, nothing on the home page.
    root: String,
    is_anywhere: bool,
}

impl Here {
    /// The page at `address` in `language`.
    #[must_use]
    pub fn new(language: Language, address: &str) -> Self {
        let depth = address.matches('/').count() + usize::from(language == Language::English);
        Self { language, address: address.to_owned(), root: "../".repeat(depth), is_anywhere: false }
    }

    /// A page that is shown at any depth, and so links from `base` (such as `/chuyen-doi-so/`) on.
    #[must_use]
    pub fn anywhere(language: Language, base: &str) -> Self {
        Self { language, address: String::new(), root: base.to_owned(), is_anywhere: true }
    }

    /// Whether the page is shown at any depth.
    #[must_use]
    pub const fn is_anywhere(&self) -> bool {
        self.is_anywhere
    }

    /// The way up to the root of the site: `../../`, nothing on the home page.
    #[must_use]
    pub fn to_root(&self) -> &str {
        &self.root
    }

    /// Link to a page in the same language.
    #[must_use]
    pub fn page(&self, address: &str) -> String {
        self.page_in(self.language, address)
    }

    /// Link to a page in `language`.
    #[must_use]
    pub fn page_in(&self, language: Language, address: &str) -> String {
        let on_this_page = !self.is_anywhere && language == self.language;
        if on_this_page && let Some(fragment) = address.strip_prefix(&self.address).filter(|rest| rest.starts_with('#'))
        {
            return fragment.to_owned();
        }
        match language {
            Language::Vietnamese => self.file(address),
            Language::English => {
                let mut link = String::with_capacity(self.root.len() + ENGLISH.len() + address.len());
                link.push_str(&self.root);
                link.push_str(ENGLISH);
                link.push_str(address);
                link
            }
        }
    }

    /// Link to a file whose address is the same in both languages.
    #[must_use]
    pub fn file(&self, address: &str) -> String {
        let mut link = String::with_capacity((self.root.len() + address.len()).max(2));
        link.push_str(&self.root);
        link.push_str(address);
        if link.is_empty() {
            link.push_str("./");
        }
        link
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

/// The sections of the menu: key of the label, and address. That of joined sites is left out where there are none.
pub const SECTIONS: [(&str, &str); 9] = [
    ("documents", route::DOCUMENTS),
    ("schedule", route::SCHEDULE),
    ("bodies", route::BODIES),
    ("indicators", route::INDICATORS),
    ("reports", route::REPORTS),
    ("journal", route::JOURNAL),
    ("sources", route::SOURCES),
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
