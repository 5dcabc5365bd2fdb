using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CallControl.CallControl.Tests.Storage;
using Npgsql;

namespace CallControl.CallControl.Tests;

/// <summary>The real program as its operator starts it.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class StartupTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string[] NodePasswords = ["--Asterisk:Nodes:0:AriPassword=x", "--Asterisk:Nodes:0:AmiSecret=x"];

    [Fact]
    public async Task Without_a_database_setting_it_says_which_one_is_missing() =>
        await ExpectAsync([], "No database is configured: set ConnectionStrings:CallControl");

    [Fact]
    public async Task A_connection_string_that_is_none_is_told() =>
        await ExpectAsync(["--ConnectionStrings:CallControl=Hots=127.0.0.1"], "ConnectionStrings:CallControl can't be read");

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_without_its_password()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var line = await ExpectAsync(
            [$"--ConnectionStrings:CallControl=Host=127.0.0.1;Port={port};Database=none;Username=u;Password=secret", "--Storage:StartupWait=00:00:00.5"],
            $"No connection to the database (127.0.0.1:{port}/none)");

        line.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_host_that_has_no_address_is_told() =>
        await ExpectAsync(
            ["--ConnectionStrings:CallControl=Host=no-such-host.invalid;Database=none;Username=u;Password=p", "--Storage:StartupWait=00:00:00"],
            "No connection to the database (no-such-host.invalid:5432/none)");

    [Fact]
    public async Task A_wrong_password_is_told_at_once()
    {
        var wrong = new NpgsqlConnectionStringBuilder(postgres.Cluster.ConnectionString("postgres")) { Password = "wrong" };

        await ExpectAsync([$"--ConnectionStrings:CallControl={wrong}", "--Storage:StartupWait=00:10:00"], "password authentication failed for user");
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var database = await postgres.Cluster.CreateDatabaseAsync();

        await ExpectAsync([$"--ConnectionStrings:CallControl={database}", $"--Urls=http://{listener.LocalEndpoint}"], "address already in use");
    }

    [Theory]
    [InlineData("--Asterisk:Nodes:0:AriPassword=", "Asterisk: Node pbx: The AriPassword field is required.")]
    [InlineData("--Asterisk:Nodes:0:Link=Inbound", "Node pbx: the inbound link needs HttpUrl")]
    [InlineData("--Asterisk:Nodes:0:TrunkEndpoint=PJSIP/trunk", "TrunkEndpoint")]
    [InlineData("--VirtualNumber:RingTime=00:00:01", "VirtualNumber: The field RingTime")]
    [InlineData("--Delivery:RecordingLinkLifetime=7.12:00:00", "Delivery:RecordingLinkLifetime (7.12:00:00) must be at least a day longer than GiveUpAfter (7.00:00:00)")]
    [InlineData("--Numbers:LeaseDuration=soon", "Numbers:LeaseDuration")]
    [InlineData("--Numbers:LeaseDuration=00:00:01", "LeaseDuration")]
    [InlineData("--Numbers:DefaultCountry=XX", "'XX' is none of RU, KZ, BY")]
    public async Task A_setting_that_makes_no_sense_is_named(string setting, string expected)
    {
        var database = await postgres.Cluster.CreateDatabaseAsync();

        await ExpectAsync([$"--ConnectionStrings:CallControl={database}", "--Urls=http://127.0.0.1:0", setting], expected);
    }

    [Theory]
    [InlineData("/proc/keys-of-callcontrol")]
    [InlineData("/dev/null/keys")]
    public async Task A_folder_where_keys_cannot_be_kept_is_named(string folder)
    {
        var database = await postgres.Cluster.CreateDatabaseAsync();

        await ExpectAsync([$"--ConnectionStrings:CallControl={database}", "--Urls=http://127.0.0.1:0", $"--Enterprises:KeysFolder={folder}"], $"Keys can't be kept in {folder} (Enterprises:KeysFolder)");
    }

    [Fact]
    public async Task A_database_from_a_newer_program_is_told()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        await database.ExecuteAsync("INSERT INTO schema_migrations (version, name, checksum) VALUES (9999, 'future', '')");

        await ExpectAsync([$"--ConnectionStrings:CallControl={database.ConnectionString}"], "newer than this program");
    }

    /// <summary>One line on stderr, nothing like a stack trace anywhere, and an exit code that scripts can see.</summary>
    private static async Task<string> ExpectAsync(string[] arguments, string expected)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CallControl.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. NodePasswords, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        process.ExitCode.ShouldBe(78, await errors + await output);
        var line = (await errors).TrimEnd('\n').Split('\n').ShouldHaveSingleItem();
        line.ShouldStartWith("callcontrol: ");
        line.ShouldContain(expected);
        (await output).ShouldNotContain("   at ");
        return line;
    }
}
