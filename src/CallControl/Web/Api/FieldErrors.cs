namespace CallControl.Web.Api;

/// <summary>What is wrong with a request, by field: every field is named, not only the first.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public int Count => _errors.Count;

    public void Add(string field, string message) => _errors[field] = _errors.TryGetValue(field, out var others) ? [.. others, message] : [message];

    /// <summary>True when there was something to move.</summary>
    public bool MoveTo(FieldErrors other, string prefix = "")
    {
        foreach (var (field, messages) in _errors)
            other._errors[prefix + field] = messages;
        return Any;
    }

    public IResult ToResult() => TypedResults.ValidationProblem(_errors, title: "The request is not valid");
}
