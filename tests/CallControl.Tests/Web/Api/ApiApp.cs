using System.Net;
using System.Text;
using System.Text.Json;
using CallControl.CallControl.Tests.Storage;
using Microsoft.AspNetCore.Builder;

namespace CallControl.CallControl.Tests.Web.Api;

/// <summary>The application on a database of its own, and a client that has an API key.</summary>
internal sealed class ApiApp : IAsyncDisposable
{
    public const string Key = "0123456789abcdef-test";

    private ApiApp(TestDatabase database, RunningApp app) => (Database, App) = (database, app);

    public TestDatabase Database { get; }

    public RunningApp App { get; }

    public static Task<ApiApp> StartAsync(PostgresFixture postgres, params string[] settings) => StartWithAsync(postgres, _ => { }, settings);

    public static async Task<ApiApp> StartWithAsync(PostgresFixture postgres, Action<WebApplicationBuilder> change, params string[] settings) =>
        await StartOnAsync(await TestDatabase.CreateEmptyAsync(postgres), change, settings);

    /// <summary>One more replica on a database; the first to be disposed of takes the database with it.</summary>
    public static async Task<ApiApp> StartOnAsync(TestDatabase database, Action<WebApplicationBuilder> change, params string[] settings)
    {
        var app = await RunningApp.StartWithAsync(database, change, ["--Web:ApiKeys:0:Name=tests", $"--Web:ApiKeys:0:Key={Key}", .. settings]);
        app.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return new ApiApp(database, app);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, string? body = null, string type = "application/json") => SendAsync(HttpMethod.Post, path, body, type);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await App.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new ApiAnswer(
            response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>What the application said.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, string? Type, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The names of the fields that a problem complains of.</summary>
    public IEnumerable<string> WrongFields => Json.GetProperty("errors").EnumerateObject().Select(wrong => wrong.Name);

    public IEnumerable<JsonElement> Items => Json.GetProperty("items").EnumerateArray();

    public void ShouldBeProblem(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        Type.ShouldBe("application/problem+json");
    }
}
