"""The 56 checks of a faithful sandbox, each with the test that makes it; number n is row n, counted from 1.

They are what a bot on discord.py meets in its whole life. The first 43 run on both of the gateway's streams, zstd and
zlib: tests/sandbox/conftest.py sees to it.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
ON_BOTH_STREAMS = 43
_LIFE, _MESSAGES, _GATEWAY = "test_bot_life.py", "test_spec_messages.py", "test_spec_gateway.py"
_INTERACTIONS, _TROUBLE = "test_spec_interactions.py", "test_spec_trouble.py"

CHECKS: tuple[tuple[str, str, str], ...] = (
    ("start: order and endpoints", _LIFE, "test_start_asks_the_routes_in_discords_order"),
    ("command sync", _INTERACTIONS, "test_a_command_keeps_its_id"),
    ("message", _LIFE, "test_history_and_single_fetch"),
    ("reply with embed and reference", _LIFE, "test_a_message_is_answered_with_embed_buttons_and_reference"),
    ("own reactions", _LIFE, "test_reactions_of_people_and_of_the_bot"),
    ("foreign reactions", _MESSAGES, "test_reactors_and_clearing"),
    ("edit events", _LIFE, "test_edits_and_deletions_go_both_ways"),
    ("delete events", _MESSAGES, "test_bulk_deletion"),
    ("file upload", _MESSAGES, "test_files_are_uploaded_and_served"),
    ("slash command with every kind of option", _INTERACTIONS, "test_every_kind_of_option_arrives"),
    ("groups", _INTERACTIONS, "test_groups_nest_and_choices_bind"),
    ("commands of a guild", _INTERACTIONS, "test_commands_of_one_guild_are_only_there"),
    ("commands in direct messages", _INTERACTIONS, "test_a_command_in_direct_messages"),
    ("with_response", _INTERACTIONS, "test_the_callback_tells_what_became_of_the_answer"),
    ("deferral with follow-up", _INTERACTIONS, "test_thinking_is_seen_and_then_filled"),
    ("edit of the original answer", _LIFE, "test_deferral_follow_up_and_changes_through_the_token"),
    ("deletion of the original answer", _INTERACTIONS, "test_no_follow_up_before_an_answer"),
    ("a second answer, 40060", _INTERACTIONS, "test_a_second_answer_is_refused"),
    ("an answer after 3.2 s, 10062", _INTERACTIONS, "test_late_and_unknown_answers_are_refused"),
    ("suggestions", _INTERACTIONS, "test_suggestions_know_what_is_typed"),
    ("message menu", _LIFE, "test_message_menu_knows_its_target"),
    ("button that updates its message", _LIFE, "test_buttons_selects_and_forms"),
    ("select with a deferred update", _LIFE, "test_buttons_selects_and_forms"),
    ("form opened", _LIFE, "test_buttons_selects_and_forms"),
    ("form sent", _INTERACTIONS, "test_forms_of_rows_and_of_labels"),
    ("persistent view after identifying anew", _GATEWAY, "test_buttons_work_after_identifying_anew"),
    ("persistent view after a restart", _LIFE, "test_a_restarted_bot_finds_everything"),
    ("components V2", _MESSAGES, "test_components_v2_carry_the_whole_message"),
    ("an invalid body, 50035", _MESSAGES, "test_faults_are_told_by_their_path"),
    ("an empty message, 50006", _MESSAGES, "test_an_empty_message_is_refused"),
    ("an unknown message, 10008", _LIFE, "test_edits_and_deletions_go_both_ways"),
    ("a reply to what is gone, refused", _MESSAGES, "test_a_reply_to_what_is_gone"),
    ("a reply to what is gone, sent plainly", _MESSAGES, "test_a_reply_to_what_is_gone"),
    ("RESUME after a lost line", _GATEWAY, "test_a_lost_connection_is_resumed_with_what_was_missed"),
    ("RESUME after close 4000", _GATEWAY, "test_a_lost_connection_is_resumed_with_what_was_missed"),
    ("RESUME after close 1000", _GATEWAY, "test_a_lost_connection_is_resumed_with_what_was_missed"),
    ("RESUME after op 7", _GATEWAY, "test_a_lost_connection_is_resumed_with_what_was_missed"),
    ("RESUME after op 9 true", _GATEWAY, "test_a_lost_connection_is_resumed_with_what_was_missed"),
    ("op 9 false", _GATEWAY, "test_an_invalid_session_is_started_anew"),
    ("op 1 from the server", _GATEWAY, "test_the_server_may_ask_for_a_heartbeat"),
    ("op 3", _GATEWAY, "test_presence_updates_are_taken"),
    ("op 8 by query", _GATEWAY, "test_members_are_queried_by_name_and_id"),
    ("op 8 at the start", _GATEWAY, "test_all_members_are_requested_at_the_start"),
    ("waiting on rate-limit headers", _TROUBLE, "test_the_library_waits_when_a_limit_is_used_up"),
    ("429, per route and global", _TROUBLE, "test_a_global_429_holds_every_route"),
    ("429 without Via", _TROUBLE, "test_a_429_without_via_is_raised"),
    ("502", _TROUBLE, "test_502_is_tried_again_and_503_is_not"),
    ("a missing permission, 50013", _TROUBLE, "test_embeds_and_files_need_their_permission"),
    ("a bad token, 4004", _GATEWAY, "test_a_bad_token_ends_at_login_and_at_the_gateway"),
    ("an intent that is off, 4014", _GATEWAY, "test_a_privileged_intent_that_is_off_ends_the_bot"),
    ("withheld content", _GATEWAY, "test_content_is_withheld_without_the_intent"),
    ("text frames though compression was asked", _GATEWAY, "test_text_frames_are_right_for_every_client"),
    ("charset in the content type", _TROUBLE, "test_json_has_no_charset"),
    ("204 in place of the callback object", _TROUBLE, "test_an_empty_callback_breaks_the_library"),
    ("a malformed event", _GATEWAY, "test_a_malformed_event_ends_the_client"),
    ("/gateway/bot by the sharded client", _GATEWAY, "test_shards_share_the_guilds"),
)
"""What is checked, the file, the test."""

STREAMED = frozenset((file, test) for _, file, test in CHECKS[:ON_BOTH_STREAMS])
