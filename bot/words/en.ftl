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
verdict-death-by-readme-settled = README only
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

paper-asker-only = Only who asked can choose: `/paper` asks for you.
paper-choices = Papers that may be meant
paper-command = Whether a paper's code exists, with the evidence
paper-long-title = That is longer than a title: { $longest } characters are enough.
paper-menu = Scan paper
paper-menu-rescan = Rescan
paper-no-title = That is no arXiv id or link. Try 1706.03762, https://arxiv.org/abs/1706.03762, or a title.
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


## Whose papers and corrections are counted

scope-all = all
scope-here = this server


## /stats

statistics-all = 📊 { $papers } { $n ->
    [one] paper
   *[other] papers
  } · all papers
statistics-by-category = By category
statistics-by-verdict = By verdict
statistics-category = { $name }: { $n }
statistics-category-with-code = { $name }: { $n }, { $share }% with code
statistics-command = Verdicts by kind, category and time
statistics-here = 📊 { $papers } { $n ->
    [one] paper
   *[other] papers
  } · this server
statistics-none = No paper was looked at here yet: paste a link, and there is a first.
statistics-option-of = The papers answered in this server, or all that I know
statistics-picture = Bars of the figures above
statistics-resurrected = 🌱 { $n } released their code after we had found it missing
statistics-with-code = **{ $share }%** of the papers of which code is expected have it


## The picture of the statistics

chart-fog = not known
chart-grave = no code
chart-living = code is there
chart-months = Papers by the month of their first look
chart-none-expected = none expected
chart-twilight = not to be judged
chart-verdicts = Papers by verdict


## /leaderboard

leaderboard-all = 🏅 Corrections that were accepted · all
leaderboard-command = Who corrected most, here or everywhere
leaderboard-here = 🏅 Corrections that were accepted · this server
leaderboard-name = /me decides whether you are named here
leaderboard-none = Nothing was accepted yet: reply to an answer with the code's link, and be the first.
leaderboard-option-of = Corrections accepted in this server, or in all
leaderboard-own = You: place { $place }, { $n } accepted · /me takes your name off
leaderboard-sum = { $n } corrections of { $people } people.


## The weekly digest

digest-accepted = 🏅 Corrections accepted · { $n }
digest-buried = 🪦 Buried · { $n }
digest-buried-plain = Without code · { $n }
digest-due = ⏳ Promises that fell due · { $n }
digest-footer = /settings switches this digest off
digest-more = +{ $n } more
digest-picture = All papers of this server by verdict and month
digest-returned = 🌱 Code came · { $n }
digest-thanks = Thanks to { $names }.
digest-thanks-more = Thanks to { $names } and { $n } more.
digest-thanks-nameless = Thanks to { $n ->
    [one] 1 person
   *[other] { $n } people
  }.
digest-title = 📰 The week in the crypt
digest-title-plain = 📰 The week


## /diagnose

diagnosis-away = I see channels only in a server that I am a member of: leave out `everywhere` here.
diagnosis-channels = Channels
diagnosis-clear = ✓ Nothing is in my way in any channel.
diagnosis-command = What keeps me from answering, and how to mend it
diagnosis-content = ✓ I may read messages, so pasted links are answered.
diagnosis-conversation = In this conversation
diagnosis-conversation-guest = – I am not part of it, so links are not seen here; commands such as `/paper` work.
diagnosis-direct = In direct messages
diagnosis-direct-answered = ✓ I answer every link that you send me here; that needs no permission.
diagnosis-external = – You may not use external apps here, so my answers are shown to you alone.
diagnosis-full-texts = Full texts
diagnosis-full-texts-off = – FULL_TEXT is off: links that only a paper's full text names are not found.
diagnosis-full-texts-on = ✓ I read full texts ({ $forms }), a while after the first answer.
diagnosis-guest = – I am no member of this server, so links are not seen here; commands such as `/paper` work for you.
diagnosis-guest-add = – Whoever may manage the server can add me: then links are answered.
diagnosis-here = In this channel
diagnosis-ignored = ✗ You asked me not to read what you write: `/me` changes that.
diagnosis-key-github = – { $name } is not set: GitHub answers 60 requests an hour, and community code is not looked for.
diagnosis-key-hugging-face = – { $name } is not set: a gated model and one that is gone look alike.
diagnosis-key-openalex = – { $name } is not set: its daily budget is small.
diagnosis-key-semantic-scholar = – { $name } is not set: citations come from a pool that everybody shares.
diagnosis-keys = Keys
diagnosis-keys-set = ✓ Every key is set.
diagnosis-messages = Messages
diagnosis-more = +{ $n } more
diagnosis-more-channels = +{ $n } more channels
diagnosis-need-embeds = my answers are plain text: give me **Embed Links**.
diagnosis-need-history = I cannot reply to messages, nor catch up after I was away: give me **Read Message History**.
diagnosis-need-manage = I cannot hide Discord's previews: give me **Manage Messages**.
diagnosis-need-reactions = I cannot mark replies that I understood: give me **Add Reactions**.
diagnosis-need-send = I cannot answer: give me **Send Messages**.
diagnosis-need-send-in-threads = I cannot answer: give me **Send Messages In Threads**.
diagnosis-need-threads = I cannot answer in threads: give me **Create Public Threads**.
diagnosis-need-view = I see nothing here: give me **View Channel**.
diagnosis-no-content = ✗ The Message Content Intent is off: I see links only where I am mentioned or replied to. My operator can switch it on in the Developer Portal (the application, page Bot).
diagnosis-no-notices = – You want no messages about your corrections: `/me` changes that.
diagnosis-option-everywhere = Look at every channel of this server
diagnosis-permitted = ✓ I have every permission that I need.
diagnosis-server = In this server
diagnosis-services = Services
diagnosis-services-asked = ✓ No service rests just now.
diagnosis-services-rest = ✗ **{ $source }** is left alone since { $since }, until it answers again ({ $why }): { $meaning }.
diagnosis-services-rest-until = ✗ **{ $source }** is left alone since { $since }, until { $until } ({ $why }): { $meaning }.
diagnosis-settings-allow = ✓ `/settings` lets me answer here.
diagnosis-settings-denied = `/settings` keeps me from answering here (Never answer in).
diagnosis-settings-elsewhere = `/settings` lets me answer in other channels only (Answer only in).
diagnosis-settings-emblem = – `/settings` has me answer with an emblem only.
diagnosis-title = What is in my way


## What people miss while a service rests

resting-arxiv = new papers cannot be looked up; those that I know are answered from my notes
resting-crossref = retractions, and where an article appeared, are not seen
resting-full-text = new papers are judged by title, abstract and comment alone until then
resting-heritage = copies of code that is gone may not be found
resting-host = links that lead there cannot be looked at; a paper whose verdict hangs on one is in the fog 🌫️
resting-openalex = citations and venues that Semantic Scholar does not tell are missing
resting-scholar = citations and venues come from OpenAlex, similar papers from my notes alone
resting-wayback = copies of pages that are gone may not be found


## Buttons

button-abstract = Abstract
button-accept = Accept
button-agree = Agree
button-code = Found code
button-disagree = Disagree
button-edit = Edit
button-improve = Improve and accept
button-old = That button is from another version of me; please ask for the paper anew.
button-reject = Reject
button-status = Something wrong
button-undo = Undo
button-venue = Know the venue
button-withdraw = Withdraw


## Forms and commands for corrections (titles of forms have at most 45 characters)

form-claim = Whose code is it?
form-claim-community = Somebody else's
form-claim-community-told = Shown as community code; the verdict stays
form-claim-not-own = Not the authors', but shown as theirs
form-claim-not-own-told = Takes it out of the verdict
form-claim-own = The authors' own
form-claim-own-told = It decides the verdict once it is checked
form-code = Found the code?
form-evidence = Evidence (optional)
form-evidence-told = A link where one can see it
form-improve = Improve { $contribution_id }
form-link = Link
form-link-told = A repository, archive, model or project page
form-note = Note (optional)
form-paper = Paper
form-paper-told = An arXiv id or link
form-reason = Reason
form-reason-optional = Reason (optional)
form-reason-told = Its author is told
form-reject = Reject { $contribution_id }
form-right = What is right?
form-status = Think something is wrong?
form-venue = Venue
form-venue-title = Know the venue?
form-venue-told = For example: ICML 2025
form-verdict = The right verdict


## Where a contribution stands, and who brought it there

decision-accepted = accepted
decision-by-machine = { $state } by the machine check
decision-by-moderator = { $state } by a moderator
decision-by-nobody = { $state }
decision-by-owner = { $state } by the bot's owner
decision-by-votes = { $state } by votes
decision-checking = checking
decision-lapsed = lapsed
decision-open = open
decision-open-again = open again
decision-rejected = rejected
decision-undone = undone
decision-withdrawn = withdrawn


## What a contribution says

value-code = code at { $address }
value-community = community code at { $address }
value-evidence = Evidence: { $address }
value-evidence-own = Evidence: { $address } · the paper's own page
value-not-own = not the authors' code: { $address }
value-venue = venue { $venue }


## Corrections by form and command

correcting-about-reply = About your reply { $address }
correcting-accepted = Thank you! Accepted as { $contribution_id }: { $what }.
correcting-checking = 🔎 Thank you! Being checked as **{ $contribution_id }**: { $what }. /contributions mine shows the outcome.
correcting-choice = { $emblem } { $label } · { $plain }
correcting-command = Correct what I know of a paper
correcting-command-code = Say where a paper's code is
correcting-command-status = Say which verdict is right
correcting-command-venue = Say where a paper appeared
correcting-draft-gone = What you typed is no longer kept (I keep it for 15 minutes); please begin anew.
correcting-evidence = Evidence
correcting-evidence-helps = An evidence link helps: /contributions mine has Edit.
correcting-members-decide = Moderators or members decide.
correcting-menu = This is the code of …
correcting-no-address = That message links no repository, archive, model or project page that I know.
correcting-noted = 🗳️ Thank you! Noted as **{ $contribution_id }** and shown as open: { $what }.
correcting-option-evidence = A link where one can see that
correcting-option-note = Anything else
correcting-option-paper = An arXiv id or link, such as 1706.03762
correcting-option-whose = Whose code it is
correcting-owner-decides = My owner decides.
correcting-rejected = I looked at it, but cannot take it ({ $contribution_id }): { $what }
correcting-verdict = Verdict
correcting-vote = Somebody proposed that before you: your vote counts for **{ $contribution_id }**.


## Decisions: /contributions, the review channel, and who is told

judging-accepted = Accepted: { $what } ({ $contribution_id }).
judging-agreed = You agree with { $contribution_id }.
judging-blocked = { $person } cannot contribute here now.
judging-blocked-everywhere = { $person } cannot contribute anywhere now.
judging-command = What people corrected, and decisions on it
judging-command-block = Take no more contributions of a person (moderators)
judging-command-edit = Change what you contributed while it is open
judging-command-freeze = Close a paper to contributions here (moderators)
judging-command-lock = Fix an accepted value against all others, or let it go (moderators)
judging-command-mine = What you contributed, and what became of it
judging-command-name = Whether your name stands beside the code that you found
judging-command-paper = What was contributed to a paper; vote, or undo
judging-command-queue = What waits for a decision
judging-command-share = Let an accepted contribution hold in every server (my owner)
judging-command-undo = Take a decision back (moderators)
judging-command-withdraw = Take back what you contributed
judging-disagreed = You do not agree with { $contribution_id }.
judging-frozen = { $arxiv_id } is closed to corrections now.
judging-lock = locked
judging-locked = { $contribution_id } is locked.
judging-mine = Your contributions
judging-mine-count = Accepted: { $here } here, { $everywhere } in all
judging-mine-none = You have not contributed here yet.
judging-name-hidden = Your name is shown nowhere beside code.
judging-name-shown = Your name is shown where you found code.
judging-option-blocked = Whether they are blocked
judging-option-everywhere = In every server
judging-option-everywhere-owner = In every server (my owner)
judging-option-frozen = Whether it is closed
judging-option-id = Its id, such as 4fk9tz
judging-option-locked = Whether it is fixed
judging-option-person = Who
judging-option-shown = Whether it is shown
judging-paper = Contributions to { $arxiv_id }
judging-paper-none = Nobody has corrected this paper here.
judging-proposes = { $person } proposes **{ $what }**
judging-queue = To decide
judging-queue-none = Nothing waits for a decision. 🎉
judging-queue-owner = In direct messages only my owner has a queue.
judging-rejected = Rejected: { $contribution_id }. Its author is told why.
judging-shared = This holds everywhere now: { $what }.
judging-thawed = { $arxiv_id } is open for corrections now.
judging-told = Your contribution **{ $contribution_id }** to { $paper }: { $what }
judging-unblocked = { $person } can contribute here again.
judging-unblocked-everywhere = { $person } can contribute everywhere again.
judging-undone = Undone: { $what } is { $state } now.
judging-unlocked = { $contribution_id } is no longer locked.
judging-verdict = Verdict now
judging-votes = { $n_agree } agree, { $n_disagree } do not
judging-votes-alone = { $votes }.
judging-votes-new = { $votes }; many of them with new accounts: a moderator decides.
judging-votes-none = No votes yet
judging-votes-without-evidence = { $votes }; without an evidence link votes do not decide.
judging-withdrawn = ↩️ { $contribution_id } is taken back.


## Why a contribution, or a decision on one, is refused

contribution-acts-crowd = Many people act on this at once; please try again in a moment.
contribution-author-only = Only who contributed it can do that.
contribution-blocked = You cannot contribute here: a moderator has blocked that. They can lift it again.
contribution-changed = **{ $contribution_id }** was changed a moment ago; please look again before you decide.
contribution-crowd = Many people correct this at once; please try again in a moment.
contribution-decided = **{ $contribution_id }** is decided: { $decision }
contribution-deciders-only = Only moderators and the roles that this server trusts decide. To vote, mark the reply with ✅ or ❌, or use /contributions paper.
contribution-edited = it was edited meanwhile
contribution-frozen = Corrections to { $arxiv_id } are frozen here by a moderator.
contribution-is-accepted = it was accepted
contribution-is-checking = it is being checked
contribution-is-lapsed = nobody decided in time
contribution-is-open = it is open
contribution-is-rejected = it was rejected
contribution-is-undone = it was undone
contribution-is-withdrawn = its author took it back
contribution-known = That is known already: it was accepted as **{ $contribution_id }**.
contribution-lockers-only = Only moderators lock a value.
contribution-long-venue = A venue has at most { $longest } characters.
contribution-moderators-only = Only moderators do that; everywhere, only my owner.
contribution-no-address = That is no link to a repository, archive, model or project page that I know.
contribution-no-claim = Please choose whose code it is.
contribution-no-evidence = The evidence must be a web address that begins with https://.
contribution-no-more-votes = **{ $contribution_id }** needs no more votes: { $state }.
contribution-no-venue = Please name the venue, for example “ICML 2025”.
contribution-no-verdict = Please choose the verdict that you think is right.
contribution-no-votes = There are no votes in direct messages.
contribution-none = There is no contribution { $contribution_id }.
contribution-none-here = There is no contribution { $contribution_id } here.
contribution-not-blocked = That person is not blocked.
contribution-not-frozen = That paper is not frozen.
contribution-own = Somebody else has to decide on what you contributed yourself.
contribution-own-vote = Your own contribution needs the votes of others.
contribution-rejected-before = A moderator rejected that as **{ $contribution_id }**
contribution-same = The same is open already.
contribution-shared = That holds in every server, so only my owner can undo it. Here you can contribute the opposite, and lock it.
contribution-sharers-only = Only my owner shares what one server has accepted.
contribution-too-late = That is not possible with **{ $contribution_id }**: { $state }.
contribution-too-many = { $n } of your contributions wait for a decision; more are taken once some are decided. /contributions mine lists them.
contribution-too-often = You have corrected this paper { $n } times in 30 days; let others look now.
contribution-too-quick = That were { $n } contributions within an hour; please go on a little later.


## What the machine check of a contribution finds, and why one came to its state

finding-a-service = a bibliographic service
finding-alive = { $address } is not archived, and the last push was in { $month }.
finding-alive-unpushed = { $address } is not archived, and it has no pushes.
finding-alone = { $found }.
finding-announced = code is announced there, none is offered yet
finding-another-year = { $found }: another year.
finding-code = it holds code
finding-connected = connected with the paper by { $names }
finding-connected-but = connected with the paper by { $names }, but says itself: “{ $disclaimer }”
finding-empty = it is empty
finding-gone = it is gone or private
finding-holds = { $address } holds { $n } files of code
finding-holds-by-name = { $address } holds { $n } files of code by their names.
finding-holds-some = { $address } holds some files of code
finding-lapsed = nobody decided in time
finding-linked-by-page = The paper's page { $address } links it as its code.
finding-names-it = The paper itself names it as its own.
finding-names-it-not = The paper does not name it itself.
finding-no-code = { $address }: { $what }.
finding-no-implementation = its files hold no implementation
finding-no-longer = the code is no longer there
finding-no-paper = arXiv has no paper { $arxiv_id }.
finding-no-repository = No repository of the authors is known: contribute its link, and I look at it.
finding-no-rule = No rule decides that: people do.
finding-no-venue = No source names a venue.
finding-not-checked = Not checked yet: { $source } could not be asked.
finding-not-linked = neither the paper nor a page that it names links it
finding-nothing-to-run = No code of the authors is known that could be run: contribute its link first.
finding-open = { $found }; { $why }.
finding-other-link = The verdict does not rest on that link.
finding-own-leads = The paper's own link { $address } leads there.
finding-own-link = The paper's own link.
finding-own-quoted = The paper's own link: “{ $quote }”.
finding-page-without-code = the page offers no code
finding-readme-only = it holds a README and no code
finding-restricted = its files are given to some people only
finding-says = { $source } says “{ $text }”
finding-seen = { $address } was seen on { $day }: { $what }.
finding-seen-so = { $address } was seen so.
finding-text-says-so = Title or abstract say so too.
finding-the-comment = the comment
finding-the-journal = the journal reference
finding-too-young = It is of { $year }; that verdict is for papers before 2020.
finding-verdict-already = That is the verdict already.
finding-votes = { $n_agree } members agree, { $n_disagree } do not


## Pages of long lists

paging-next = { $page } of { $n_pages } ▶
paging-old = That list is from another version of me; please ask for it anew.


## /settings

settings-allowed-bots = Bots and webhooks that are answered
settings-allowed-channels = Answer only in
settings-answer-in-thread = In a thread
settings-anywhere = anywhere
settings-bare-ids = Numbers alone count as links
settings-command = Where and how I answer in this server
settings-denied-channels = Never answer in
settings-digest-channel-id = Channel of the digest
settings-footer = Changes count at once. The defaults suit most servers.
settings-line = { $label }: **{ $value }**
settings-managers-only = Only who may manage this server can change its settings.
settings-members = { $n } members
settings-moderators-only = moderators only
settings-none = none
settings-off = off
settings-old = That setting is from another version of me; please open /settings anew.
settings-old-choice = That choice is from another version of me; please open /settings anew.
settings-on = on
settings-reaction-only = Emblem only
settings-repeat-window-0 = A new answer every time
settings-repeat-window-168 = A pointer within a week
settings-repeat-window-24 = A pointer within a day
settings-repeat-window-6 = A pointer within 6 hours
settings-repeat-window-h = Same paper again
settings-review-channel-id = Channel for corrections to decide
settings-server-only = Settings belong to a server: use /settings there.
settings-size = Size
settings-size-auto = Full, compact where it is busy
settings-size-compact = Always compact
settings-size-full = One paper always in full
settings-suppress-preview = Hide Discord's preview
settings-switch = { $label }: { $value }
settings-title = Settings of this server
settings-tone = Tone
settings-tone-crypt = Crypt: 👻 Ghosted
settings-tone-plain = Plain: 👻 No code found
settings-topic-community = Corrections
settings-topic-digest = Weekly digest
settings-topic-links = What I answer
settings-topic-look = How answers look
settings-topic-where = Where I answer
settings-trusted-roles = Roles that decide corrections
settings-vote-threshold = Members who must agree


## /privacy and /me

privacy-command = What I keep of you
privacy-command-delete = End what I keep of you
privacy-command-export = Everything I keep of you, as a file
privacy-command-me = Whether I read you, write to you, and name you
privacy-command-show = What I keep, and how long
privacy-delete = This ends your watches, votes and open corrections, and takes your name off what you asked and found. Accepted corrections stay, nameless. It cannot be undone.
privacy-delete-button = Delete it
privacy-deleted = Done: I keep nothing that names you.
privacy-export = Everything that I keep of you.
privacy-footer = /privacy export gives it all as a file, /privacy delete ends it
privacy-ignore-no = Read my messages: no
privacy-ignore-yes = Read my messages: yes
privacy-kept =
    { "**" }Answers**: the ids of your message, its channel and server, and which papers: 90 days, or until it is deleted.
    { "**" }Corrections**: what you proposed, and how it stands. Accepted ones stay, without your name once you delete.
    { "**" }Votes, reactions to answers, watches**: until you take them back.
    Texts of messages are read for links and never kept. A server that I leave is forgotten after 30 days.
privacy-me = Between you and me, in every server:
privacy-n-answers = answers: { $n }
privacy-n-blocks = blocks: { $n }
privacy-n-contributions = contributions: { $n }
privacy-n-decisions = decisions: { $n }
privacy-n-hidden-name = hidden name: { $n }
privacy-n-reactions = reactions: { $n }
privacy-n-settings = settings: { $n }
privacy-n-votes = votes: { $n }
privacy-n-watches = watches: { $n }
privacy-name-no = Name me beside what I found: no
privacy-name-yes = Name me beside what I found: yes
privacy-nothing = Nothing.
privacy-notices-no = Tell me what became of my corrections: no
privacy-notices-yes = Tell me what became of my corrections: yes
privacy-now = Now
privacy-old = That button is from another version of me; please use /me anew.


## /help

help-ask = Ask
help-ask-told =
    `/paper` a paper by id, link or title · `/similar` · `/history` how its verdict changed · `/cite` BibTeX
    `/watch` hear once when something changes · `/watching` · `/unwatch` · `/stats` · `/leaderboard`
help-command = What I do here, and what the emblems mean
help-conversation = I am no part of this conversation, so I answer commands only: `/paper`.
help-correct = Correct me
help-correct-told =
    Reply to an answer with the repository's link, press a button below it, or react with the right emblem. Every correction wants evidence. `/contribute` does the same, `/contributions` shows what became of it.
    `/me` whether I read, write to and name you · `/privacy` what I keep of you
help-direct = Send me an arXiv link, and I look for the code and show the evidence.
help-emblems = The emblems
help-fog = Not known
help-grave = It is not
help-guest = I am no member of this server, so I answer commands only: `/paper`.
help-living = Code is there
help-manage = For you as manager
help-manage-told = `/settings` where and how I answer · `/diagnose` what keeps me from it
help-none-expected = None expected
help-server = Paste an arXiv link, and I look for the code and show the evidence. ✕ takes an answer away.
help-title = Does the paper's code exist?
help-twilight = Not to be judged
help-unread = I cannot read messages here: mention me with an arXiv link, or use `/paper`.


## /similar

similar-code = names its code, not scanned yet
similar-command = Papers on the same subject, and whether their code exists
similar-none = I know no paper on this subject yet.
similar-scan = Scan one now
similar-survey = a survey, by its text
similar-theory = theory, by its text
similar-title = In the same crypt
similar-title-plain = Similar papers
similar-to = Similar to { $title }
similar-unscanned = not scanned yet


## /history

history-command = How a paper's verdict changed over time
history-gone = That paper is not kept any more; please ask for it anew.
history-looks = looked at { $n ->
    [one] once
   *[other] { $n } times
  }, last
history-none = It was not scanned yet.


## /cite

citing-command = A paper as BibTeX, to copy
citing-too-long = The record of { $arxiv_id } is too long for a message: copy it from arXiv's page.


## /watch, /watching, /unwatch, and notices

watching-already = You watch that already: /watching shows all.
watching-bad-value = Name an author or a word of at most { $longest } characters.
watching-channel-gone = that channel is gone
watching-closed = your direct messages are closed to me
watching-command = Be told once when something changes
watching-command-author = Be told of an author's new papers on arXiv
watching-command-end = End a watch
watching-command-keyword = Be told of new papers on arXiv that hold a word or phrase
watching-command-list = What you watch, and whether I could tell you
watching-command-paper = Be told when a paper's verdict changes: code appears, a link dies
watching-ended = 🔕 You watch no longer: { $what }.
watching-forbidden = I may not write in that channel
watching-here-directly = Here I tell you by direct message anyway: leave `here` out.
watching-here-guest = I am no member of this server: leave `here` out, and I tell you directly.
watching-here-moderators = Only moderators can have changes told in a channel: leave `here` out, and I tell you directly.
watching-kind-author = author
watching-kind-keyword = keyword
watching-kind-paper = paper
watching-list = 🔔 You watch
watching-list-footer = { $n } of at most { $most } · /unwatch ends one
watching-names-paper = That names a paper: /watch paper watches it.
watching-new-papers = new papers { $what }
watching-news = 🔔 What you watch
watching-news-footer = /watching shows what you watch, /unwatch ends it
watching-none = You watch nothing yet: /watch paper, /watch author and /watch keyword begin it.
watching-not-watched = You do not watch that: /watching shows what you do.
watching-of-author = by **{ $value }**
watching-of-keyword = on “{ $value }”
watching-of-paper = { $value }
watching-option-here = Tell it in this channel (for moderators)
watching-option-name = The author's full name
watching-option-which = What to watch no longer
watching-option-words = A word or phrase
watching-problem = The last notice did not reach you: { $why }.
watching-told-directly = 🔔 I shall tell you of changes by direct message: { $what }.
watching-told-here = 🔔 I shall tell you of changes in this channel: { $what }.
watching-too-many = You watch { $most } things already: end one with /unwatch first.
watching-was = was { $verdict }
