using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Web.Api;
using CallControl.Web.Api.Enterprises;

namespace CallControl.Web.Integrations;

/// <summary><c>GET /ms-admin/api/employees/0367</c>: employees as the vendor knows them, and which extension each may be, for the administration page to show and save.</summary>
internal static class EmployeeEndpoints
{
    private static readonly TimeSpan LongestLoad = TimeSpan.FromSeconds(30);

    public static void MapEmployees(this WebApplication app)
    {
        foreach (var vendor in app.Services.GetServices<ICrmVendor>())
        {
            app.MapGet(
                    $"/{vendor.Name}-admin/api/employees/{{enterprise}}",
                    (string enterprise, EnterpriseDirectory directory, CrmAccounts accounts, TimeProvider time, CancellationToken cancellation) =>
                        LoadAsync(enterprise, vendor, directory, accounts, time, cancellation))
                .RequireAuthorization().WithTags("Integrations").WithSummary($"{vendor.Title}: loads employees and proposes their extensions; saves nothing");
        }
    }

    private static async Task<IResult> LoadAsync(
        string enterprise, ICrmVendor vendor, EnterpriseDirectory directory, CrmAccounts accounts, TimeProvider time, CancellationToken cancellation)
    {
        if (directory.Find(enterprise) is not { } found)
            return EnterpriseEndpoints.Unknown(enterprise);
        if (found.Integrations[vendor.Name] is null)
            return ConfigEndpoints.NotConfigured(vendor.Name);
        var errors = new FieldErrors();
        foreach (var problem in vendor.Validate(IntegrationSettings.Of(found, vendor.Name)))
            errors.Add(problem.Field, problem.Problem);
        if (errors.Any)
            return errors.ToResult();

        using var limit = new CancellationTokenSource(LongestLoad, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var account = accounts.Open(found, vendor);
            var proposal = EmployeeProposal.Of(await vendor.LoadEmployeesAsync(account.Account, account.Parts, either.Token), found.Employees);
            return TypedResults.Ok(new
            {
                enterprise,
                integration = vendor.Name,
                items = proposal.Select(one => new
                {
                    id = one.Employee.Id,
                    name = one.Employee.Name,
                    email = one.Employee.Email,
                    vendor_extension = one.Employee.Extension,
                    extension = one.Extension,
                    by = one.By,
                }),
                // As PUT /{vendor}-admin/api/config takes it.
                employee_mapping = proposal.Where(one => one.Extension is not null)
                    .ToDictionary(one => one.Extension!, one => new { name = one.Employee.Name, email = one.Employee.Email, employee_id = one.Employee.Id }),
                without_employee = found.Employees.Select(employee => employee.Extension).Where(extension => proposal.All(one => one.Extension != extension)),
            });
        }
        catch (CrmException e)
        {
            return Failed(vendor, StatusCodes.Status502BadGateway, e.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed(vendor, StatusCodes.Status504GatewayTimeout, $"no answer within {LongestLoad.TotalSeconds} s");
        }
    }

    private static IResult Failed(ICrmVendor vendor, int status, string why)
        => TypedResults.Problem(why, statusCode: status, title: $"{vendor.Title} did not tell its employees");
}
