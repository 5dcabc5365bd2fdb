using CallControl.Asterisk.Ari.Model;

namespace CallControl.Calls;

/// <summary>A kind of call. The first argument of <c>Stasis()</c> names it, and so does the call's row.</summary>
internal interface ICallFlow
{
    /// <summary>Short stable word: <c>virtual-number</c>.</summary>
    string Name { get; }

    /// <summary>Takes a channel that has entered the application and belongs to no call of this process.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="arguments">The arguments of <c>Stasis()</c> after the flow's name.</param>
    /// <param name="environment">Where it is.</param>
    void Begin(Channel channel, IReadOnlyList<string> arguments, CallEnvironment environment);

    /// <summary>Goes on with a call whose process has ended.</summary>
    Task AdoptAsync(CallRow row, CallRemains remains, CallEnvironment environment);
}
