using System.Globalization;
using System.Net;
using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad.Wire;

/// <summary>Turns a refusal of either API, below 500, into the exception that says whether another attempt makes sense.</summary>
internal static class Refusal
{
    private const int LongestText = 300;

    public static CrmException From(string api, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var error = First(body);
        var status = (int)response.StatusCode;
        var code = error?.Code;
        return new CrmException($"{api} refused: {Describe(status, error)}")
        {
            Code = (code ?? status).ToString(CultureInfo.InvariantCulture),
            IsTransient = IsTransient(response.StatusCode, code),
            IsAccountProblem = response.StatusCode == HttpStatusCode.Unauthorized || code is VendorError.SolutionNotInstalled or VendorError.WrongKey or VendorError.TooManyLogins,
        };
    }

    private static VendorError? First(ReadOnlySpan<byte> body)
    {
        try
        {
            return !body.IsEmpty && JsonSerializer.Deserialize<VendorErrors>(body, WireJson.Options)?.Errors is [var first, ..] ? first : null;
        }
        catch (JsonException)
        {
            // A proxy on the way answers with a page of its own.
            return null;
        }
    }

    private static string Describe(int status, VendorError? error)
    {
        var text = string.Join(", ", new[] { error?.Error, error?.Parameter, error?.Details }.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (text.Length > LongestText)
            text = text[..LongestText];
        var code = error?.Code is { } known ? $", code {known}" : "";
        return text.Length == 0 ? $"HTTP {status}{code}" : $"HTTP {status}{code}: {text}";
    }

    // 429 and 5xx were thrown before by the client that obeys limits.
    private static bool IsTransient(HttpStatusCode status, int? code) =>
        code is VendorError.ConcurrentChange or VendorError.Maintenance or VendorError.TemporarilyAway
        || status == HttpStatusCode.RequestTimeout
        || (status == HttpStatusCode.Conflict && code is null); // the object is in use
}
