using CallControl.ClickToCall;
using CallControl.Web.Api.Analysis;
using CallControl.Web.Api.BlockedCallers;
using CallControl.Web.Api.Calls;
using CallControl.Web.Api.Enterprises;
using CallControl.Web.Api.Listings;
using CallControl.Web.Api.Numbers;
using CallControl.Web.Api.Outbox;
using CallControl.Web.Api.Pool;
using CallControl.Web.Api.Prompts;
using CallControl.Web.Api.Statistics;
using CallControl.Web.Integrations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.OpenApi;

namespace CallControl.Web.Api;

/// <summary><c>/api/v1</c> for administrators and their programs, and its description <c>/openapi/v1.json</c>.</summary>
internal static class ApiServices
{
    private const string Document = "v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddAuthentication(ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null);
        services.AddAuthorization(LocalOrKey.Add);
        services.AddHttpContextAccessor();
        services.AddSingleton<NumberDesk>();
        services.AddSingleton<CallSearch>();
        services.AddSingleton<AnalysisSearch>();
        services.AddSingleton<UsageStatistics>();
        services.AddOpenApi(Document, options => options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        }));
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapListings();
        api.MapNumbers();
        api.MapPool();
        api.MapBlockedCallers();
        api.MapCalls();
        api.MapAnalysis();
        api.MapClicks();
        api.MapStatistics();
        api.MapPrompts();
        api.MapEnterprises();
        api.MapOutbox();
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CallControl",
            Version = Document,
            Description = "Listings, the pool of virtual numbers, leases, blocked callers, calls, statistics, enterprises and the outbox for CRMs. Errors are problem details (RFC 9457); "
                + "a wrong request names every wrong field in `errors`. Times are UTC.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiKeyHandler.SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHandler.Header,
            Description = "One of Web:ApiKeys",
        };
        foreach (var (path, item) in document.Paths)
        {
            if (!path.StartsWith("/api/", StringComparison.Ordinal) || item.Operations is not { } operations)
                continue;
            foreach (var operation in operations.Values)
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.SchemeName, document)] = [] }];
        }
    }
}
