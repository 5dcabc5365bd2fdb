namespace CallControl.Web.Visitors;

/// <summary>Somebody who has a share of the pool.</summary>
/// <param name="Key">A visitor, an address or a network.</param>
/// <param name="Most">Different listings.</param>
internal readonly record struct QuotaSide(string Key, int Most);
