using System.Net;
using System.Text;
using CallControl.CallControl.Tests.Web;
using CallControl.CallControl.Tests.Web.Api;

namespace CallControl.CallControl.Tests.Admin;

/// <summary>Speaks to an application as a page in a browser does: keeps cookies, says that it is the application's own page; follows no redirect.</summary>
internal sealed class AdminClient : IDisposable
{
    public static readonly (string, string) OwnPage = ("Sec-Fetch-Site", "same-origin");

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;

    /// <param name="app">The application.</param>
    /// <param name="cookies">Those of another client; none when null.</param>
    public AdminClient(RunningApp app, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        _http = new HttpClient(_handler) { BaseAddress = app.Client.BaseAddress };
    }

    public CookieContainer Cookies { get; }

    public string Origin => _http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> SignInAsync(string key, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/admin/session", $$"""{"key": "{{key}}"}""", headers);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value));
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, all);
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
