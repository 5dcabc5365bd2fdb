using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CallControl.Web.Api;
using CallControl.Web.Visitors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace CallControl.Web;

internal static class WebServices
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration("Web").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // Russian as it is, not as \u0440: people read these answers in logs and terminals.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddProblemDetails();
        services.AddExceptionHandler<ErrorHandler>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<WebOptions>>((cors, web) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(web.Value.AllowedOrigins)
            .WithMethods("GET", "POST")
            .WithHeaders("Content-Type")
            .WithExposedHeaders("Retry-After")));
        services.AddApi();
        services.AddVisitors();
        services.AddHealthChecks();
        return services;
    }

    public static void MapWeb(this WebApplication app)
    {
        app.UseVisitorAddresses();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapVirtualNumber();
        app.MapApi();
        app.MapHealth();
    }
}
