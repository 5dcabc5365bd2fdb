using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;

namespace CallControl.CallControl.Tests.Admin;

/// <summary>How the built pages are served; these are a stand-in of three files.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class PageTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Start = "<!doctype html><title>pages</title>";

    private readonly string _parent = Directory.CreateTempSubdirectory("pages").FullName;
    private TestDatabase _database = null!;
    private RunningApp _app = null!;
    private AdminClient _browser = null!;

    private string Folder => Path.Combine(_parent, "admin");

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await RunningApp.StartAsync(_database, $"--Admin:Folder={Folder}");
        _browser = new AdminClient(_app);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_parent, recursive: true);
    }

    [Theory]
    [InlineData("/admin/")]
    [InlineData("/admin/index.html")]
    [InlineData("/admin/enterprises/0367/ms")]
    [InlineData("/admin/sessions")]
    [InlineData("/admin/..%2fsecret.txt")]
    [InlineData("/admin/assets%2f..%2f..%2fsecret.txt")]
    public async Task Every_address_that_is_no_file_is_the_page_which_is_never_taken_from_a_cache_unasked(string path)
    {
        Build();
        await File.WriteAllTextAsync(Path.Combine(_parent, "secret.txt"), "secret");

        var page = await _browser.GetAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Type.ShouldBe("text/html");
        page.Text.ShouldBe(Start);
        page.Headers["Cache-Control"].ShouldBe("no-cache");
        page.Headers["Content-Security-Policy"].ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers["Referrer-Policy"].ShouldBe("same-origin");
    }

    [Fact]
    public async Task The_address_without_its_slash_leads_to_the_one_with_it()
    {
        Build();

        var moved = await _browser.GetAsync("/admin");

        moved.Status.ShouldBe(HttpStatusCode.Found);
        moved.Headers["Location"].ShouldBe("/admin/");
    }

    [Fact]
    public async Task Files_named_by_their_hash_are_kept_for_ever_and_others_are_asked_for_again()
    {
        Build();

        var script = await _browser.GetAsync("/admin/assets/app-5f3a.js");
        var picture = await _browser.GetAsync("/admin/favicon.svg");
        var again = await _browser.GetAsync("/admin/favicon.svg", ("If-None-Match", picture.Headers["ETag"]));

        script.Type.ShouldBe("text/javascript");
        script.Headers["Cache-Control"].ShouldBe("public, max-age=31536000, immutable");
        script.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        picture.Type.ShouldBe("image/svg+xml");
        picture.Headers["Cache-Control"].ShouldBe("no-cache");
        again.Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Scripts_are_sent_compressed_to_those_who_take_it()
    {
        Build();

        var script = await _browser.GetAsync("/admin/assets/app-5f3a.js", ("Accept-Encoding", "gzip, br"));

        script.Headers["Content-Encoding"].ShouldBe("br");
        script.Headers["Vary"].ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task A_script_of_an_older_build_is_not_found_rather_than_a_page()
    {
        Build();

        (await _browser.GetAsync("/admin/assets/app-old.js")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_built_pages_the_answer_says_how_to_build_them_and_they_are_there_once_built()
    {
        var before = await _browser.GetAsync("/admin/numbers");
        Build();
        var after = await _browser.GetAsync("/admin/numbers");

        before.ShouldBeProblem(HttpStatusCode.NotFound);
        before.Text.ShouldContain("npm ci && npm run build");
        before.Text.ShouldContain("make run");
        after.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/ms-admin/?enterprise_number=0367", "/admin/enterprises/0367/ms")]
    [InlineData("/ms/?enterprise_number=0367", "/admin/enterprises/0367/ms")]
    [InlineData("/ms/", "/admin/enterprises")]
    [InlineData("/ms-admin?enterprise_number=", "/admin/enterprises")]
    [InlineData("/retailcrm-admin/?enterprise_number=0367", "/admin/enterprises/0367/retailcrm")]
    [InlineData("/uon-admin/?enterprise_number=0367", "/admin/enterprises/0367/uon")]
    [InlineData("/digitalrop-admin/?enterprise_number=0367", "/admin/enterprises/0367/digitalrop")]
    [InlineData("/ms-admin/?enterprise_number=%2f%2fforeign.example%3f", "/admin/enterprises/%2F%2Fforeign.example%3F/ms")]
    public async Task Addresses_of_earlier_pages_lead_to_the_enterprise(string old, string page)
    {
        var moved = await _browser.GetAsync(old);

        moved.Status.ShouldBe(HttpStatusCode.Found);
        moved.Headers["Location"].ShouldBe(page);
    }

    [Theory]
    [InlineData("/ms.png", "image/png")]
    [InlineData("/ms-admin/favicon.ico", "image/x-icon")]
    [InlineData("/retailcrm-admin/favicon.ico", "image/x-icon")]
    public async Task Addresses_of_earlier_logos_have_a_picture(string address, string type)
    {
        var picture = await _browser.GetAsync(address);

        picture.Status.ShouldBe(HttpStatusCode.OK);
        picture.Type.ShouldBe(type);
        picture.Text.ShouldContain("PNG");
    }

    private void Build()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "assets"));
        File.WriteAllText(Path.Combine(Folder, "assets", "app-5f3a.js"), string.Concat(Enumerable.Repeat("console.log(1);", 500)));
        File.WriteAllText(Path.Combine(Folder, "favicon.svg"), "<svg/>");
        File.WriteAllText(Path.Combine(Folder, "index.html"), Start);
    }
}
