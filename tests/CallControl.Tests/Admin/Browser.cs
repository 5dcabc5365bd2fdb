using Microsoft.Playwright;

namespace CallControl.CallControl.Tests.Admin;

/// <summary>Debian's Chromium, driven by Playwright, with one page open in it.</summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Program = "/usr/bin/chromium";

    private const float Patience = 15_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, message) =>
        {
            // What the content policy forbids is said there. Answers of 400 and above are, too, which tests want.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Complain(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong in the page, as its console says it.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    /// <param name="site">Where its addresses begin.</param>
    /// <param name="language">Of the person.</param>
    public static async Task<Browser> OpenAsync(Uri site, string language = "ru-RU")
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        // The sandbox of the browser doesn't work for root; what it opens here is ours.
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox"] });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = site.ToString(), Locale = language });
        return new Browser(playwright, browser, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Complain(string what)
    {
        lock (_complaints)
            _complaints.Add(what);
    }
}
