namespace CallControl.Asterisk.Ami;

/// <summary>One action that waits for its answer, which may be a list.</summary>
internal sealed class AmiPending(bool isList)
{
    private readonly TaskCompletionSource<AmiList> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AmiEvent> _events = [];
    private AmiResponse? _response;

    public Task<AmiList> Answer => _answer.Task;

    public void Take(AmiResponse response)
    {
        _response = response;
        // Wire form of a list: "Response: Success", "EventList: start", then events with the same ActionID.
        if (!isList || !response.Success || !IsListed(response["EventList"], "start"))
            _answer.TrySetResult(new AmiList(response, []));
    }

    /// <summary>False when the event is none of the list's.</summary>
    public bool TryTake(AmiEvent message)
    {
        if (!isList || _response is null || _answer.Task.IsCompleted)
            return false;
        // "EventList: Complete" ends it, or "Cancelled" when Asterisk could not go on.
        if (message["EventList"] is null)
            _events.Add(message);
        else
            _answer.TrySetResult(new AmiList(_response, _events));
        return true;
    }

    public void Fail(AmiException reason) => _answer.TrySetException(reason);

    private static bool IsListed(string? given, string word) => string.Equals(given, word, StringComparison.OrdinalIgnoreCase);
}
