using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web.Api;
using CallControl.Web.Api.Enterprises;

namespace CallControl.Web.Integrations;

/// <summary>Integrations' settings under the addresses that administration pages and scripts know: <c>/ms-admin/api/config/0367</c>, <c>/config/0367/ms</c>.</summary>
internal static class ConfigEndpoints
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromSeconds(30);

    public static void MapConfig(this WebApplication app)
    {
        foreach (var vendor in app.Services.GetServices<ICrmVendor>())
        {
            var admin = app.MapGroup($"/{vendor.Name}-admin/api").RequireAuthorization().WithTags("Integrations");
            admin.MapGet("/config/{enterprise}", (string enterprise, EnterpriseDirectory directory, Secrets secrets) => One(enterprise, vendor.Name, directory, secrets))
                .WithSummary($"{vendor.Title}: settings, secrets masked");
            admin.MapPut("/config/{enterprise}", (string enterprise, HttpContext http, EnterpriseDirectory directory, EnterpriseDesk desk, Secrets secrets, CancellationToken cancellation) =>
                SaveAsync(enterprise, vendor.Name, http, directory, desk, secrets, cancellation))
                .WithSummary($"{vendor.Title}: changes settings; what is left out stays, and so does a secret that is sent back masked");
            admin.MapGet("/test/{enterprise}", (string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, TimeProvider time, CancellationToken cancellation) =>
                TestAsync(enterprise, vendor, directory, accounts, time, cancellation)).WithSummary($"{vendor.Title}: tries the connection");
        }

        var config = app.MapGroup("/config").RequireAuthorization(LocalOrKey.Policy).WithTags("Integrations");
        config.MapGet("/{enterprise}", All).WithSummary("Settings of all integrations, secrets masked");
        config.MapGet("/{enterprise}/{vendor}", One).WithSummary("Settings of one integration, secrets masked");
    }

    private static IResult All(string enterprise, EnterpriseDirectory directory, Secrets secrets) =>
        directory.Find(enterprise) is { } found ? TypedResults.Ok(secrets.Masked(found.Integrations)) : EnterpriseEndpoints.Unknown(enterprise);

    private static IResult One(string enterprise, string vendor, EnterpriseDirectory directory, Secrets secrets)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        return secrets.Masked(found.Integrations)[vendor] is { } settings
            ? TypedResults.Ok(settings)
            : NotConfigured(vendor);
    }

    /// <summary>404 that says so.</summary>
    internal static IResult NotConfigured(string vendor) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "This integration is not configured", extensions: [new("integration", vendor)]);

    private static async Task<IResult> SaveAsync(
        string enterprise, string vendor, HttpContext http, EnterpriseDirectory directory, EnterpriseDesk desk, Secrets secrets, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (await ReadAsync(http.Request, cancellation) is not { } settings)
        {
            errors.Add("body", "must be a JSON object");
            return errors.ToResult();
        }

        if (await desk.SaveIntegrationAsync(enterprise, vendor, settings, EnterpriseEndpoints.WhoOf(http), errors, cancellation) is { } saved)
            return TypedResults.Ok(secrets.Masked(saved.Integrations)[vendor]);
        return errors.Any ? errors.ToResult() : EnterpriseEndpoints.Unknown(enterprise);
    }

    private static async Task<IResult> TestAsync(
        string enterprise, ICrmVendor vendor, EnterpriseDirectory directory, CrmAccounts accounts, TimeProvider time, CancellationToken cancellation)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        var problems = vendor.Validate(IntegrationSettings.Of(found, vendor.Name));
        IReadOnlyList<ConnectionCheck> checks;
        if (problems.Count > 0)
        {
            checks = [.. problems.Select(problem => new ConnectionCheck(problem.Field, false, problem.Problem))];
        }
        else
        {
            using var limit = new CancellationTokenSource(LongestTest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                checks = await accounts.Open(found, vendor).TestAsync(either.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                checks = [new ConnectionCheck("time", false, $"no answer within {LongestTest.TotalSeconds} s")];
            }
        }

        return TypedResults.Ok(new { success = checks.Count > 0 && checks.All(check => check.Ok), enterprise, integration = vendor.Name, checks });
    }

    private static async Task<JsonObject?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
