namespace CallControl.Web.Api.Numbers;

/// <summary>A number's own settings; what is missing stays as it is.</summary>
/// <param name="Confirm">true or false: calls to this number are, or are not, confirmed by pressing 1, whatever the listing says; null: as the listing says.</param>
/// <param name="AskCode">true: one number for all listings, whose callers key in the listing's code; it is never leased.</param>
internal sealed record NumberChange(bool? Confirm, bool? AskCode);
