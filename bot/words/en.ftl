### English, complete: what bot/words/__init__.py says of keys and arguments holds for every message here.
### Another language is a file such as de.ftl with the same keys; what it leaves out is said in English.


## Signs between parts

separator-and = { $first } and { $then }
separator-clauses = ;{ " " }
separator-comma = { $first }, { $then }
separator-thousands = ,


## Dates

date-day = { $day } { $month } { $year }
date-day-of-year = { $day } { $month }
date-month = { $month } { $year }
date-january = January
date-february = February
date-march = March
date-april = April
date-may = May
date-june = June
date-july = July
date-august = August
date-september = September
date-october = October
date-november = November
date-december = December
date-short-january = Jan
date-short-february = Feb
date-short-march = Mar
date-short-april = Apr
date-short-may = May
date-short-june = Jun
date-short-july = Jul
date-short-august = Aug
date-short-september = Sep
date-short-october = Oct
date-short-november = Nov
date-short-december = Dec


## Verdicts: their names by tone, what people have settled ("…; accepted by a moderator"), and their reasons

verdict-alive-label = Alive
verdict-alive-plain = Code available
verdict-alive-settled = code available
verdict-resurrected-label = Resurrected
verdict-resurrected-plain = Code released later
verdict-resurrected-settled = code released later
verdict-eternal-rest-label = Eternal Rest
verdict-eternal-rest-plain = Code, unmaintained
verdict-eternal-rest-settled = code, unmaintained
verdict-skeleton-label = Skeleton Repo
verdict-skeleton-plain = No implementation
verdict-skeleton-settled = no implementation
verdict-death-by-readme-label = Death by README
verdict-death-by-readme-plain = README only
verdict-death-by-readme-settled = rEADME only
verdict-empty-tomb-label = The Empty Tomb
verdict-empty-tomb-plain = Empty repository
verdict-empty-tomb-settled = empty repository
verdict-not-found-label = 404 Not Found
verdict-not-found-plain = Dead link
verdict-not-found-settled = dead link
verdict-coming-soon-label = Coming Soon™
verdict-coming-soon-plain = Promised, not released
verdict-coming-soon-settled = promised, not released
verdict-houdini-label = The Houdini
verdict-houdini-plain = On request only
verdict-houdini-settled = on request only
verdict-unmarked-grave-label = Unmarked Grave
verdict-unmarked-grave-plain = Claimed, no address
verdict-unmarked-grave-settled = claimed, no address
verdict-ghosted-label = Ghosted
verdict-ghosted-plain = No code found
verdict-ghosted-settled = no code found
verdict-grace-period-label = Grace Period
verdict-grace-period-plain = Too early to tell
verdict-grace-period-settled = too early to tell
verdict-old-age-label = Old Age
verdict-old-age-plain = From before code was expected
verdict-old-age-settled = from before code was expected
verdict-ethereal-label = The Ethereal
verdict-ethereal-plain = Theory, none expected
verdict-ethereal-settled = theory, none expected
verdict-cartographer-label = The Cartographer
verdict-cartographer-plain = Survey, none expected
verdict-cartographer-settled = survey, none expected
verdict-buried-label = Buried in Dependencies
verdict-buried-plain = Cannot be run
verdict-buried-settled = cannot be run
verdict-zombie-label = Zombie Code
verdict-zombie-plain = Wrong results
verdict-zombie-settled = wrong results
verdict-fog-label = In the Fog
verdict-fog-plain = Could not check
verdict-fog-settled = could not check
verdict-alive-contributed = code found by the community; { $by }
verdict-alive-missed = We missed it: the code was there before our first look.
verdict-alive-reason = the authors' code is available
verdict-cartographer-reason = a survey; code is not expected
verdict-coming-soon-announced = their page announces code; nothing is there yet
verdict-coming-soon-reason = promised; nothing found yet
verdict-death-by-readme-reason = their repository holds a README and no code
verdict-empty-tomb-reason = their repository is empty
verdict-eternal-rest-archived = the authors' code is there; archived
verdict-eternal-rest-creation = its creation
verdict-eternal-rest-reason = the authors' code is there; no push since { $since }
verdict-ethereal-reason = pure theory; code is not expected
verdict-fog-full-text = the full text could not be read
verdict-fog-reason = { $why }
verdict-ghosted-read = no code is named; abstract, comment and full text were read
verdict-ghosted-reason = no code is named; only abstract and comment were read
verdict-ghosted-so-far = no code is named so far
verdict-grace-period-coming-soon = promised, not released so far
verdict-grace-period-death-by-readme = README only so far
verdict-grace-period-empty-tomb = an empty repository so far
verdict-grace-period-ghosted = no code found so far
verdict-grace-period-houdini = on request only so far
verdict-grace-period-reason = { $so_far }; the paper is { $days ->
    [0] less than a day
    [one] 1 day
   *[other] { $days } days
  } old
verdict-grace-period-skeleton = no implementation so far
verdict-grace-period-unmarked-grave = claimed, without an address so far
verdict-houdini-reason = available on request only
verdict-houdini-restricted = its files are given to some people only
verdict-not-found-copy = every address that the authors gave is gone or private; { $source } kept a copy
verdict-not-found-reason = every address that the authors gave is gone or private
verdict-old-age-cited = from { $year }; cited { $citations } times without code
verdict-old-age-reason = from { $year }; sharing code was not yet expected
verdict-old-age-unnamed = from { $year }; no code is named
verdict-resurrected-reason = the code came after { $missed_at }, when it was missing
verdict-settled = { $verdict }; { $by }
verdict-skeleton-reason = their repository holds no implementation
verdict-unmarked-grave-page = the page that they name offers no code
verdict-unmarked-grave-reason = said to be released, but no address is given
verdict-until-read = { $reason }; full text still to be read


## Who accepted a contribution

accepted-by-machine = checked by machine
accepted-by-moderator = accepted by a moderator
accepted-by-owner = accepted by the bot's owner
accepted-by-somebody = accepted
accepted-by-votes = accepted by members, with evidence


## Evidence

evidence-announced = code is announced, none is offered
evidence-at = { $address }: { $said }
evidence-code = holds code
evidence-code-files = { $files }, { $n_code } of them code
evidence-code-files-with = { $files }, { $n_code } of them code, with { $manifest }
evidence-code-files-with-both = { $files }, { $n_code } of them code, with { $manifest } and tests
evidence-code-files-with-tests = { $files }, { $n_code } of them code, with tests
evidence-copy = { $source } kept a copy of { $month }
evidence-empty = not a single file
evidence-files = { $n ->
    [one] 1 file
   *[other] { $n } files
  }
evidence-files-at-least = { $n ->
    [one] at least 1 file
   *[other] at least { $n } files
  }
evidence-gone = gone or private
evidence-linked-on = linked on the page { $address }
evidence-no-answer = no answer
evidence-no-host = no host named { $host } is found
evidence-no-implementation = { $files }, no implementation among them
evidence-no-offer = a page that offers no code
evidence-not-looked-at = found, not looked at yet
evidence-nothing-anywhere = No code URL or promise found in abstract, comment or full text
evidence-nothing-in-abstract = No code URL or promise found in abstract
evidence-nothing-in-comment = No code URL or promise found in abstract or comment
evidence-nothing-in-full-text = No code URL or promise found in abstract or full text
evidence-readme-only = { $files }, only what goes with a README
evidence-restricted = its files are not for everyone
evidence-title = Title-pattern auto-detect: { $title }
evidence-unasked = { $source } could not be asked


## Who says so: where quoted words stand

source-abstract = abstract
source-comment = comment
source-full-text = full text
source-place = { $source }, { $place }
source-readme = README of { $name }
source-title = title


## What others say of a paper's code

hearsay-archived = { $source }, archived { $month }
hearsay-datasets = { $n ->
    [one] 1 data set
   *[other] { NUMBER($n, useGrouping: 1) } data sets
  }
hearsay-linked = { $address }: linked on the paper's page
hearsay-listed = { $address }: listed as somebody's, archived { $month }
hearsay-listed-own = { $address }: listed as the authors', archived { $month }
hearsay-mentions = { $what } { $n ->
    [one] mentions
   *[other] mention
  } the paper
hearsay-models = { $n ->
    [one] 1 model
   *[other] { NUMBER($n, useGrouping: 1) } models
  }
hearsay-names = { $address }: names the paper
hearsay-page = { $address }: named as its project page
hearsay-spaces = { $n ->
    [one] 1 Space
   *[other] { NUMBER($n, useGrouping: 1) } Spaces
  }


## Notes on repositories and papers; shown among evidence, and as sentences

note-access = its files are { $access }
note-account = the link names an account with { $n } repositories with code
note-account-holds = the link names an account with { $what }
note-account-without-code = the link names an account that shows no code of its own
note-anonymised = anonymised, may expire
note-claimed = linked on Hugging Face's page of the paper, which { $name } claimed
note-data = data, configuration or packaging, no code
note-datasets = { $n ->
    [one] 1 dataset
   *[other] { $n } datasets
  }
note-datasets-at-least = { $n }+ datasets
note-deposited-archive = deposited as software; the code is in an archive, { $path }
note-expired = expired, removed, or not ready
note-few-lines = a few lines so far
note-fork = a fork
note-fork-of = a fork of { $name }
note-fork-of-unchanged = a fork of { $name } without changes of its own
note-fork-unchanged = a fork without changes of its own
note-gated = gated: files are given on request
note-in-archive = the code is in an archive, { $path }
note-in-release = the code is in a release
note-in-scripts = found in the page's scripts
note-kept-back = its files are kept back
note-members-only = its files are for members only
note-models = { $n ->
    [one] 1 model
   *[other] { $n } models
  }
note-models-at-least = { $n }+ models
note-moved-from = moved here from { $name }
note-moved-from-host = moved from { $host }
note-name-lost = the name of its host is not found any more
note-named = no longer anonymised
note-offered-there = offered there: { $name }
note-on-branch = the code is on the branch “{ $branch }”
note-on-request = its files are given on request
note-page-of = the page does not link it, and is probably made of it
note-page-only = a web page only
note-part-of = it is a part of { $name }
note-path-gone = the repository is there, its “{ $path }” is not
note-points-elsewhere = it only points to repositories of others
note-private = the project is private
note-readme-leads-here = the README of { $name } leads here
note-ref-gone = the branch or tag “{ $ref }” of the link is not there
note-released-as = released as { $name }
note-removed-by-cran = CRAN removed it; its archive keeps it
note-retracted = Retracted, according to { $source }.
note-spaces = { $n ->
    [one] 1 space
   *[other] { $n } spaces
  }
note-spaces-at-least = { $n }+ spaces
note-stubs = stubs only
note-taken-over = The link now leads to somebody else's repository: open for review.
note-weights = model weights, no code


## Commands about papers in general

asking-failed = Something went wrong on my side; it is in the log.
asking-no-id = That is no arXiv id or link. Try 1706.03762, or https://arxiv.org/abs/1706.03762.
asking-no-paper = arXiv has no paper { $arxiv_id }: is there a slip in the number?
asking-no-store = My notes cannot be reached just now, so nothing was changed. Please try later.
asking-scanned-anew = { $arxiv_id } was scanned anew just now: please try again in { $minutes } min.
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


## Answers about papers

answer-announced = announced
answer-answered = answered { $when }
answer-archived = archived
answer-authors = Authors
answer-checking = **Being checked** { $address }
answer-citations-by = Citations: { $source }
answer-code = **Code** { $code }
answer-community = **Community code** { $code } · not confirmed as the authors'
answer-community-accepted = **Community code** { $address }
answer-copy = copy of { $month }
answer-crypt = 🪦 In the same crypt
answer-crypt-plain = On the same subject
answer-doubt = Something wrong? Reply with the code's link, “venue: …” or the right verdict's emblem.
answer-empty = empty
answer-finders = Code found by { $names }
answer-gone = gone or private
answer-last-checked = last checked
answer-last-push = last push { $month }
answer-looking = 🔎 **Looking …** · the record is here, the code is still being looked for
answer-looking-short = looking …
answer-looking-up = 🔎 Looking { $arxiv_id } up …
answer-more = +{ $n } more
answer-no-implementation = no implementation
answer-no-offer = a page without code
answer-no-paper = arXiv has no paper { $arxiv_id }
answer-no-venue = no venue known
answer-not-own = **Said not to be the authors' code** { $address }
answer-on-host = { $name } on { $host }
answer-open = 🗳️ **Open** { $what }
answer-published = Published
answer-readme-only = README only
answer-restricted = not for everyone
answer-signature = Evidence collected by the PWNC Scanner
answer-standing = Citations · Venue
answer-unasked = Could not be asked: { $sources }.
answer-unasked-why = arXiv could not be asked about { $arxiv_id } ({ $why }); please try again later.
answer-unknown = unknown
answer-via = via { $address }


## What the button Abstract shows

abstract-comment = Comment
abstract-community = Community code, not confirmed as the authors'
abstract-cross-listed = Cross-listed
abstract-evidence = Evidence
abstract-journal = Journal reference
abstract-named-by = named by { $names }
abstract-none = This paper has no abstract.
abstract-owner = its owner may be { $name }


## What a reader should know of a paper besides its verdict

remark-older = you linked v{ $linked }, the newest is v{ $newest }
remark-preprint = the preprint of { $name }
remark-published-as = published as { $address }
remark-published-in = published in { $journal }
remark-withdrawn = withdrawn by its authors
remark-withdrawn-by-arxiv = withdrawn by arXiv


## What a server is told, once

telling-react = I may not add reactions in { $channel }, which is how this server wants links to papers answered: please give me “Add Reactions” and “Read Message History”.
telling-send = I may not send messages in { $channel }, so links to papers are not answered there. If that is not meant, give me “Send Messages” (in threads “Send Messages in Threads”); `/settings` can name the channels to answer in.
