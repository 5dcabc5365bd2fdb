using CallControl.Asterisk.Agi;

namespace CallControl.FastAgi;

/// <summary>One question that dialplans may ask.</summary>
internal interface IAgiScript
{
    /// <summary>As it stands in the dialplan: <c>customer-name</c>.</summary>
    string Name { get; }

    /// <summary>The channel variables that it sets, beside <c>CC_RESULT</c>.</summary>
    IReadOnlyList<string> Variables { get; }

    Task<AgiAnswer> AnswerAsync(AgiRequest request, CancellationToken cancellation);
}
