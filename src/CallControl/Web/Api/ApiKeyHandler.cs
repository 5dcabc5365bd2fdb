using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Api;

/// <summary>Knows a user of the API by the header <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        if (given.Count == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (given.Count > 1 || keys.Find(given.ToString()) is not { } name)
            return Task.FromResult(AuthenticateResult.Fail("wrong key"));

        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        if (Request.Headers.ContainsKey(Header))
            Log.ApiKeyRefused(Logger, Request.Path, Context.Connection.RemoteIpAddress);
        await TypedResults.Problem(Explain(), statusCode: StatusCodes.Status401Unauthorized, title: "An API key is needed").ExecuteAsync(Context);
    }

    private string Explain()
    {
        if (!keys.Any)
        {
            return "No API key is configured. Set Web:ApiKeys:0:Name and Web:ApiKeys:0:Key (environment: Web__ApiKeys__0__Name, Web__ApiKeys__0__Key; "
                + $"at least {ApiKey.ShortestKey} characters) and send the key in the header {Header}";
        }

        return Request.Headers.ContainsKey(Header) ? $"The key in the header {Header} is none of Web:ApiKeys" : $"Send one of Web:ApiKeys in the header {Header}";
    }
}
