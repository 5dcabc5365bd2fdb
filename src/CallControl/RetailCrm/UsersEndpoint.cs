using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web.Api;
using CallControl.Web.Api.Enterprises;

namespace CallControl.RetailCrm;

/// <summary>
/// <c>GET /retailcrm-admin/api/users/{enterprise}</c> lists RetailCRM's users with their extensions; <c>POST</c> takes over who is not mapped yet: by the extension that he
/// has in RetailCRM, or by an employee of ours with the same e-mail.
/// </summary>
internal static class UsersEndpoint
{
    private const string Path = "/retailcrm-admin/api/users/{enterprise}";

    public static void MapUsers(this WebApplication app)
    {
        app.MapGet(Path, ListAsync).RequireAuthorization().WithTags("Integrations").WithSummary("RetailCRM: users and their extensions");
        app.MapPost(Path, TakeOverAsync).RequireAuthorization().WithTags("Integrations").WithSummary("RetailCRM: takes users over into employee_mapping");
    }

    private static Task<IResult> ListAsync(string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, RetailCrmVendor vendor, CancellationToken cancellation) =>
        WithUsersAsync(enterprise, directory, accounts, vendor, (_, users) => Task.FromResult<IResult>(TypedResults.Ok(new { items = users })), cancellation);

    private static Task<IResult> TakeOverAsync(
        string enterprise, HttpContext http, EnterpriseDirectory directory, CrmAccounts accounts, RetailCrmVendor vendor, EnterpriseDesk desk, CancellationToken cancellation) =>
        WithUsersAsync(enterprise, directory, accounts, vendor, async (found, users) =>
        {
            var mapping = (found.Integrations[RetailCrmHost.Vendor]?["employee_mapping"] as JsonObject)?.DeepClone() as JsonObject ?? [];
            var before = mapping.Count;
            foreach (var user in users)
            {
                var extension = user.Extension ?? found.Employees.FirstOrDefault(employee => employee.Email is { } email && email.Equals(user.Email, StringComparison.OrdinalIgnoreCase))?.Extension;
                if (extension is not null && !mapping.ContainsKey(extension))
                    mapping[extension] = new JsonObject { ["name"] = user.Name, ["email"] = user.Email, ["employee_id"] = user.Id };
            }

            var errors = new FieldErrors();
            await desk.SaveIntegrationAsync(found.Number, RetailCrmHost.Vendor, new JsonObject { ["employee_mapping"] = mapping }, EnterpriseEndpoints.WhoOf(http), errors, cancellation);
            return errors.Any ? errors.ToResult() : TypedResults.Ok(new { added = mapping.Count - before, employee_mapping = mapping });
        }, cancellation);

    private static async Task<IResult> WithUsersAsync(
        string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, RetailCrmVendor vendor, Func<Enterprise, IReadOnlyList<RetailCrmUser>, Task<IResult>> answer,
        CancellationToken cancellation)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        try
        {
            var account = accounts.Open(found, vendor);
            return await answer(found, await vendor.LoadUsersAsync(account.Account, account.Parts, cancellation));
        }
        catch (CrmException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway, title: "RetailCRM did not answer");
        }
    }
}
