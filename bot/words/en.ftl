### English, complete: what bot/words/__init__.py says of keys and arguments holds for every message here.
### Another language is a file such as de.ftl with the same keys; what it leaves out is said in English.


## Signs between parts

separator-clauses = ;{ " " }
separator-thousands = ,


## Commands about papers in general

asking-failed = Something went wrong on my side; it is in the log.
asking-no-id = That is no arXiv id or link. Try 1706.03762, or https://arxiv.org/abs/1706.03762.
asking-no-paper = arXiv has no paper { $arxiv_id }: is there a slip in the number?
asking-no-store = My notes cannot be reached just now, so nothing was changed. Please try later.
asking-too-many = That is a lot of papers within one minute: please wait a little.
asking-unasked = { $source } could not be asked about { $arxiv_id }; please try again later.


## /paper and “Scan paper”

paper-command = Whether a paper's code exists, with the evidence
paper-menu = Scan paper
paper-none-by-title = No paper on arXiv has these words in its title: try others, or its id.
paper-none-in-message = I find no link to an arXiv paper in that message.
paper-not-yet = The record is not here yet; please try again in a moment.
paper-option-query = An arXiv id such as 1706.03762, a link, or words of the title
paper-option-rescan = Ask all services anew
paper-unasked = { $source } could not be asked; an arXiv id or link works all the same.
paper-which = Which one?


## “Remove answer” and “Freeze answer”

removing-frozen = The answer stays as it is now: edits of its message and contributions do not change it any more.
removing-guest = I am no member here, so I cannot delete messages: press ✕ below the answer.
removing-menu = Remove answer
removing-menu-freeze = Freeze answer
removing-none = That is no answer of mine, and none that I know belongs to it.
removing-refused = Only who asked, or a moderator, can remove this answer.
removing-refused-freeze = Only who asked, or a moderator, can freeze this answer.
removing-removed = The answer is removed.
