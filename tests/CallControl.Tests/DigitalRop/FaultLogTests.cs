using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.DigitalRop;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class FaultLogTests(PostgresFixture postgres)
{
    private const string DiskFull = """
        CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE SQLSTATE '53100'; END $$;
        CREATE TRIGGER disk_full BEFORE INSERT ON call_analysis EXECUTE FUNCTION disk_full();
        """;

    [Theory]
    [InlineData("ALTER TABLE call_analysis RENAME TO gone", HttpStatusCode.InternalServerError)]
    [InlineData(DiskFull, HttpStatusCode.ServiceUnavailable)]
    public async Task A_webhook_that_fails_is_logged_without_the_secret_of_its_address(string trouble, HttpStatusCode status)
    {
        using var log = new LoggedMessages();
        await using var app = await RopApp.StartWithAsync(postgres, builder => builder.Services.AddSingleton<ILoggerProvider>(log));
        await app.SaveAsync();
        var webhook = await app.WebhookAsync("checklist");
        await app.Database.ExecuteAsync(trouble);

        var answer = await app.Api.PostAsync(webhook, RopApp.Checklist("1"));

        answer.Status.ShouldBe(status);
        log.All.ShouldContain("/digitalrop/{kind");
        log.All.ShouldNotContain(webhook.Split('/')[^1]);
    }
}
