namespace CallControl.Web.Api.Numbers;

/// <summary>What came of adding numbers.</summary>
/// <param name="Added">How many are new.</param>
/// <param name="Lines">Every line that was sent, in its order.</param>
internal sealed record NumbersAdded(int Added, IReadOnlyList<NumberLine> Lines);
