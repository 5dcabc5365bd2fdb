namespace CallControl.Web.Api.Numbers;

/// <summary>Numbers to be added, in any form people write them.</summary>
internal sealed record NumbersBody(IReadOnlyList<string> Numbers);
