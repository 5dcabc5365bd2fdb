using System.Text.Json;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace CallControl.Web;

internal static class WebServices
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration("Web").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddProblemDetails();
        services.AddExceptionHandler<ErrorHandler>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<WebOptions>>((cors, web) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(web.Value.AllowedOrigins)
            .WithMethods("GET", "POST")
            .WithHeaders("Content-Type")
            .WithExposedHeaders("Retry-After")));
        services.AddApi();
        services.AddHealthChecks();
        return services;
    }

    public static void MapWeb(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapVirtualNumber();
        app.MapApi();
        app.MapRecordings();
        app.MapHealth();
    }
}
