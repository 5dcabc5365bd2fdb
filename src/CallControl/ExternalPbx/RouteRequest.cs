using CallControl.Web.Api;

namespace CallControl.ExternalPbx;

/// <summary>Who calls whom, as another PBX says it.</summary>
/// <param name="From">The caller; empty when he hides his number.</param>
/// <param name="To">The virtual number.</param>
/// <param name="CallId">The PBX's own id of the call, if it sends one: a question with the same id is the same call.</param>
internal sealed record RouteRequest(string? From, string? To, string? CallId)
{
    private const int Longest = 200;

    /// <summary>Reads <c>{"from", "to"}</c>; null when <paramref name="errors"/> says why.</summary>
    public static async Task<RouteRequest?> FromJsonAsync(HttpRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        var json = await JsonFields.ReadAsync(request, cancellationToken);
        var read = new RouteRequest(json.Text("from", Longest), json.Text("to", Longest, required: true), json.Text("call_id", Longest));
        return json.Errors.MoveTo(errors) ? null : read;
    }

    /// <inheritdoc cref="FromJsonAsync"/>
    public static RouteRequest? FromForm(IFormCollection form, FieldErrors errors)
    {
        foreach (var name in new[] { "from", "to", "call_id" })
        {
            var values = form[name];
            if (values.Count > 1 || values.ToString().Length > Longest || values.ToString().Any(char.IsControl))
                errors.Add(name, $"must be one text of at most {Longest} characters");
        }

        if (string.IsNullOrWhiteSpace(form["to"]))
            errors.Add("to", "is missing");
        return errors.Any ? null : new RouteRequest(form["from"].ToString().Trim(), form["to"].ToString().Trim(), NullIfBlank(form["call_id"]));
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
