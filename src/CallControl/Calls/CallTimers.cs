namespace CallControl.Calls;

/// <summary>
/// The timers of a call's present stage. One of a name: to set it again puts it off. A timer can run out while the call is busy with
/// something that stops it, so its message is asked here whether it still counts.
/// </summary>
internal sealed class CallTimers(TimeProvider time, Action<CallMessage> post) : IDisposable
{
    private readonly Dictionary<string, (ITimer Timer, int Setting)> _timers = [];
    private int _settings;

    public void Start(Stage stage, string name, TimeSpan after)
    {
        if (_timers.Remove(name, out var earlier))
            earlier.Timer.Dispose();
        var setting = ++_settings;
        _timers[name] = (time.CreateTimer(_ => post(new CallMessage.TimerFired(stage, name, setting)), null, after, Timeout.InfiniteTimeSpan), setting);
    }

    /// <summary>False when it was stopped or put off after it had run out.</summary>
    public bool Counts(CallMessage.TimerFired fired) => _timers.TryGetValue(fired.Timer, out var set) && set.Setting == fired.Setting;

    public void Stop()
    {
        foreach (var (timer, _) in _timers.Values)
            timer.Dispose();
        _timers.Clear();
    }

    public void Dispose() => Stop();
}
