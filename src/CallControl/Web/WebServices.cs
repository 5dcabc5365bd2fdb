using System.Text.Encodings.Web;
using System.Text.Json;
using CallControl.Web.Api;
using CallControl.Web.Integrations;
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
            // Russian letters and the plus of a number as they are: people read these answers in terminals, and nothing here is put into HTML.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
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
        app.MapConfig();
        app.MapEmployees();
        app.MapCustomers();
        app.MapRecovery();
        app.MapRecordings();
        app.MapHealth();
    }
}
