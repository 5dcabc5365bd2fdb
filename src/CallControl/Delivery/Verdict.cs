namespace CallControl.Delivery;

/// <summary>What an attempt says about the account, for its breaker.</summary>
/// <param name="Ok">Null when the account was not asked.</param>
/// <param name="Message">What was wrong.</param>
/// <param name="IsAccountProblem">Whether nothing of the account can work.</param>
internal readonly record struct Verdict(bool? Ok, string Message, bool IsAccountProblem)
{
    public static readonly Verdict NotAsked = new(null, "", false);
    public static readonly Verdict Answers = new(true, "", false);

    public static Verdict Failed(string message, bool isAccountProblem) => new(false, message, isAccountProblem);
}
