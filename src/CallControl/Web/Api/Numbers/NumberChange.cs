namespace CallControl.Web.Api.Numbers;

/// <summary>A number's own settings; what is missing stays as it is.</summary>
/// <param name="Confirm">true or false: calls to this number are, or are not, confirmed by pressing 1, whatever the listing says; null: as the listing says.</param>
/// <param name="AskCode">true: the number stands for all listings; it is not leased, and its callers key in the listing's code.</param>
internal sealed record NumberChange(bool? Confirm, bool? AskCode);
