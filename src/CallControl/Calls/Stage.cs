namespace CallControl.Calls;

/// <summary>One stage of a call's flow. A flow reads like its script: a class per stage, which says what it does and what it waits for.</summary>
internal abstract class Stage
{
    /// <summary>Short stable word, stored in the call's row.</summary>
    public abstract string Name { get; }

    /// <summary>What a stage of the same name must be told in another process to go on: JSON in the flow's own words, stored with the call's row.</summary>
    public virtual string? Memory => null;

    /// <summary>Does what begins the stage.</summary>
    public abstract Task<Step> EnterAsync(Call call);

    /// <summary>Takes the next message of the call's mailbox. Hang-ups of the caller are handled before it.</summary>
    public abstract Task<Step> HandleAsync(Call call, CallMessage message);

    /// <summary>The caller's channel is gone: what that means for the call. Null when that alone does not tell: the stage is asked then.</summary>
    public virtual EndReason? CallerLeft => EndReason.CallerHungUp;

    /// <summary>
    /// Goes on after the link to Asterisk was away, or in the place of a process that ended. Requests and events of that time may be lost, and
    /// no timer runs: what is needed is started here.
    /// </summary>
    public virtual Task<Step> ResumeAsync(Call call) => EnterAsync(call);
}
