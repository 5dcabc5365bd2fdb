using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Recovery;

/// <summary>A call that ended unseen, as somebody else wrote it down.</summary>
/// <param name="UniqueId">The writer's id of the call; the same id again is the same call.</param>
/// <param name="Enterprise">Number of the enterprise.</param>
/// <param name="Direction">Seen from the enterprise.</param>
/// <param name="Client">The outside party; null when it hid its number.</param>
/// <param name="Line">The enterprise's number; null when it isn't known.</param>
/// <param name="StartedAt">When it came in or was placed.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="AnsweredAt">Null when it was not answered.</param>
/// <param name="Extension">Who talked or was rung last; null when it isn't known.</param>
/// <param name="Recording">Null when there is none.</param>
internal sealed record HangUp(
    string UniqueId, string Enterprise, CallDirection Direction, PhoneNumber? Client, PhoneNumber? Line, DateTimeOffset StartedAt, DateTimeOffset EndedAt,
    DateTimeOffset? AnsweredAt, string? Extension, Uri? Recording);
