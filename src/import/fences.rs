//! Which lines are inside fenced code blocks, so that nothing in them is changed.

/// The state of a walk through the lines of a text.
#[derive(Clone, Default)]
pub struct Fences {
    /// The character and the length of the fence that is open.
    open: Option<(char, usize)>,
}

impl Fences {
    /// Takes the next line; returns whether it is a fence or inside a fenced block. Quotation marks and indentation before
    /// a fence are skipped.
    pub fn is_code(&mut self, line: &str) -> bool {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let text = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).unwrap_or(text).trim_start();
        let Some(c) = text.chars().next().filter(|c| matches!(c, '`' | '~')) else { return self.open.is_some() };
        let length = text.chars().take_while(|other| *other == c).count();
        let rest = text[length..].trim();
        match self.open {
            Some((open, least)) if open == c && length >= least && rest.is_empty() => {
                self.open = None;
                true
            }
            Some(_) => true,
            None if length >= 3 && !(c == '`' && rest.contains('`')) => {
                self.open = Some((c, length));
                true
            }
            None => false,
        }
    }

    /// The line that closes the block which is open after the last line; `None` outside one.
    pub fn closing_line(&self) -> Option<String> {
        self.open.map(|(c, length)| c.to_string().repeat(length))
    }
}

#[cfg(test)]
mod tests {
    use super::Fences;

    #[test]
    fn lines_of_code_are_known() {
        let mut fences = Fences::default();
        let text = "a\n```md\n~~~\n``` x\n```\nb\n> ~~~~\n> x\n> ~~~~\n`` `a` ``\n";
        let code: Vec<bool> = text.lines().map(|line| fences.is_code(line)).collect();
        assert_eq!(code, [false, true, true, true, true, false, true, true, true, false]);
        assert_eq!(fences.closing_line(), None);
        assert!(fences.is_code("~~~~ sh\n"));
        assert_eq!(fences.closing_line().as_deref(), Some("~~~~"));
    }
}
