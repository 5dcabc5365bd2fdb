using System.Globalization;
using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;

namespace CallControl.CallControl.Tests.Web.Visitors;

/// <summary>Fifteen numbers, many listings, and somebody who wants all of them. Addresses come through a trusted proxy.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class ScraperTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Numbers = 15;

    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(postgres, "--Web:TrustedProxies:0=127.0.0.1", "--Web:AllowedOrigins:0=https://site.example", "--Web:Visitors:RequestsPerMinute=100");
        _app.App.Client.DefaultRequestHeaders.Remove("X-Api-Key");
        await _app.Database.AddNumbersAsync(Numbers);
        await _app.Database.AddListingsAsync([.. Enumerable.Range(101, 60).Select(id => (long)id)]);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_scraper_with_one_address_takes_eight_numbers_and_leaves_the_rest_to_others()
    {
        var answers = new List<ApiAnswer>();
        for (var listing = 101; listing < 161; listing++)
            answers.Add(await AskAsync(listing, "198.51.100.7", visitor: $"new each time {listing}"));
        var again = await AskAsync(101, "198.51.100.7");
        var other = await AskAsync(160, "203.0.113.5");

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(8);
        var refused = answers[^1];
        refused.ShouldBeProblem(HttpStatusCode.TooManyRequests);
        int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1700, 1800);
        refused.Text.ShouldNotContain("+7903");
        again.Status.ShouldBe(HttpStatusCode.OK, "what he has he may ask for again");
        other.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("198.51.100.{0}")]
    [InlineData("2001:db8:7:{0}::1")]
    public async Task A_scraper_with_a_whole_network_takes_twelve(string addresses)
    {
        for (var listing = 101; listing < 161; listing++)
            await AskAsync(listing, string.Format(CultureInfo.InvariantCulture, addresses, listing));

        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(12);
    }

    [Fact]
    public async Task One_visitor_has_one_share_wherever_he_comes_from()
    {
        for (var listing = 101; listing < 120; listing++)
            await AskAsync(listing, $"198.51.{listing}.1", visitor: "the same");

        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(6);
    }

    [Fact]
    public async Task The_sites_own_server_asks_for_all_its_visitors()
    {
        for (var listing = 101; listing < 101 + Numbers; listing++)
        {
            var answer = await AskAsync(listing, "198.51.100.7", visitor: $"visitor {listing}", headers: ("X-Api-Key", ApiApp.Key));

            answer.Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Guessing_ids_of_listings_uses_up_requests_and_no_share()
    {
        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 110; guess++)
            guesses.Add((await AskAsync(9000 + guess, "198.51.100.7")).Status);

        guesses.Count(status => status == HttpStatusCode.NotFound).ShouldBe(100);
        var last = await AskAsync(101, "198.51.100.7");
        last.ShouldBeProblem(HttpStatusCode.TooManyRequests);
        int.Parse(last.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await AskAsync(101, "198.51.100.8")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_a_visitor_made_up_is_not_believed()
    {
        // The proxy appends what it saw; what stands before it came from the visitor.
        for (var listing = 101; listing < 121; listing++)
            await AskAsync(listing, $"10.0.{listing}.1, 198.51.100.7");

        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(8);
    }

    [Fact]
    public async Task Machines_that_only_load_the_page_take_no_number()
    {
        (string Name, string Value)[][] machines =
        [
            [("Sec-Purpose", "prefetch;prerender")], [("Purpose", "prefetch")], [("X-Moz", "prefetch")], [("X-Purpose", "preview")],
            [("User-Agent", "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)")],
            [("User-Agent", "Mozilla/5.0 AppleWebKit/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")],
            [("User-Agent", "TelegramBot (like TwitterBot)")], [("User-Agent", "WhatsApp/2.23")], [("User-Agent", "facebookexternalhit/1.1")],
            [("Sec-Fetch-Dest", "image")], [("Sec-Fetch-Dest", "iframe")], [("Sec-Fetch-Dest", "document")],
            [("Origin", "https://other.example")], [("Origin", "null")],
        ];
        foreach (var headers in machines)
        {
            var answer = await AskAsync(101, "198.51.100.7", headers: headers);

            answer.ShouldBeProblem(HttpStatusCode.Forbidden);
        }

        var head = await _app.SendAsync(HttpMethod.Head, "/get-virtual-number?listing_id=101", null);
        head.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers WHERE is_busy")).ShouldBe(0);
    }

    [Fact]
    public async Task People_are_no_machines()
    {
        (string Name, string Value)[][] people =
        [
            [("Origin", "https://site.example"), ("Sec-Fetch-Dest", "empty"), ("Sec-Fetch-Mode", "cors")],
            [("Sec-Fetch-Dest", "document"), ("Sec-Fetch-User", "?1")],
            [("User-Agent", "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36")],
            [("User-Agent", "curl/8.5.0")],
        ];
        foreach (var headers in people)
        {
            var answer = await AskAsync(101, "198.51.100.7", headers: headers);

            answer.Status.ShouldBe(HttpStatusCode.OK, headers[0].Value);
        }
    }

    [Fact]
    public async Task Without_a_trusted_proxy_its_header_means_nothing()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:Visitors:ListingsPerAddress=1");
        app.App.Client.DefaultRequestHeaders.Remove("X-Api-Key");
        await app.Database.AddNumbersAsync(3);
        await app.Database.AddListingsAsync(101, 102);

        var first = await app.SendAsync(HttpMethod.Get, "/get-virtual-number?listing_id=101", null, headers: ("X-Forwarded-For", "198.51.100.7"));
        var second = await app.SendAsync(HttpMethod.Get, "/get-virtual-number?listing_id=102", null, headers: ("X-Forwarded-For", "203.0.113.9"));

        first.Status.ShouldBe(HttpStatusCode.OK);
        second.ShouldBeProblem(HttpStatusCode.TooManyRequests);
    }

    private Task<ApiAnswer> AskAsync(long listing, string address, string? visitor = null, params (string Name, string Value)[] headers) => _app.SendAsync(
        HttpMethod.Get,
        $"/get-virtual-number?listing_id={listing}" + (visitor is null ? "" : $"&visitor_id={Uri.EscapeDataString(visitor)}"), null,
        headers: [("X-Forwarded-For", address), .. headers]);
}
