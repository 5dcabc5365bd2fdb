namespace CallControl.Crm.Contracts;

/// <summary>One thing that a connection test tried.</summary>
/// <param name="Name">Stable word: <c>phone_api</c>, <c>main_api</c>, <c>employees</c>.</param>
/// <param name="Ok">Whether it works.</param>
/// <param name="Text">What was seen, or what is wrong and where to mend it, for people; never a secret.</param>
public sealed record ConnectionCheck(string Name, bool Ok, string Text);
