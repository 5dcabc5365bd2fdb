using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.TestKit.Vendors.MoySklad;
using Microsoft.Playwright;

namespace CallControl.CallControl.Tests.Admin;

/// <summary>An administrator at the built pages in a browser, on the real application and database. He finds things as people do: by what they are called.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class AdministratorTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "fedcba9876543210fedcba9876543210fedcba98";

    private ApiApp _app = null!;
    private Browser? _browser;

    private IPage Page => _browser!.Page;

    public async Task InitializeAsync() => _app = await ApiApp.StartAsync(postgres);

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _app.DisposeAsync();
    }

    [FactInBrowser]
    public async Task He_sees_why_a_wrong_key_does_not_let_him_in_and_is_led_on_by_the_right_one()
    {
        await OpenAsync("/admin/numbers");

        await SignInAsync("wrong-wrong-wrong");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ключ не подходит");
        await SignInAsync(ApiApp.Key);

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Номера" })).ToBeVisibleAsync();
        await Expect(Page.GetByText("tests", new() { Exact = true })).ToBeVisibleAsync();
        await EndAsync();
    }

    [FactInBrowser]
    public async Task He_stays_signed_in_when_he_loads_the_page_anew_and_is_out_once_he_signs_out()
    {
        await OpenSignedInAsync("/admin/numbers");

        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Номера" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await Expect(KeyField).ToBeVisibleAsync();
        await Page.ReloadAsync();

        await Expect(KeyField).ToBeVisibleAsync();
        await EndAsync();
    }

    [FactInBrowser]
    public async Task He_adds_numbers_as_he_has_them_and_sees_them_in_the_list()
    {
        await OpenSignedInAsync("/admin/numbers");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Добавить номера" }).ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Номера, по одному в строке").FillAsync("8 (495) 111-22-01\nтелефон");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Добавить", Exact = true }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Добавлено 1 из 2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).Last.ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Номера" })).ToContainTextAsync("+7-495-111-22-01");
        (await _app.Database.QueryAsync<string>("SELECT phone FROM virtual_numbers")).ShouldBe(["+74951112201"]);
        await EndAsync();
    }

    [FactInBrowser]
    public async Task A_wrong_destination_of_a_new_listing_is_told_at_its_field_and_saved_once_it_is_right()
    {
        await OpenSignedInAsync("/admin/listings");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Добавить объявление" }).ClickAsync();
        await Page.GetByLabel("Короткое название").FillAsync("квартира на Тверской");
        var destinations = Page.GetByLabel("Куда звонить");
        await destinations.FillAsync("+79035550101\nдом");
        await SaveAsync();
        await Expect(destinations).ToHaveAccessibleDescriptionAsync(new Regex("строка 2: нужен номер"));
        await destinations.FillAsync("+79035550101");
        await SaveAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^Объявление [0-9]+") })).ToBeVisibleAsync();
        Page.Url.ShouldMatch("/admin/listings/[0-9]+$");
        (await _app.Database.QueryAsync<string>("SELECT short_title FROM listings")).ShouldBe(["квартира на Тверской"]);
        await EndAsync();
    }

    [FactInBrowser]
    public async Task He_tests_the_connection_to_MoySklad_and_sees_of_each_part_whether_it_works()
    {
        await using var moySklad = new MoySkladStub();
        await moySklad.StartAsync();
        moySklad.Open(Key, Token).Employ("101", "Sample O.");
        await SetUpAsync(moySklad);
        // The address of the earlier pages.
        await OpenSignedInAsync("/ms-admin/?enterprise_number=0367");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Проверить связь" }).ClickAsync();

        await Expect(Page.GetByText("Всё работает")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Проверка связи" }).GetByText("Работает").First).ToBeVisibleAsync();
        Page.Url.ShouldEndWith("/admin/enterprises/0367/ms");
        (await Page.ContentAsync()).ShouldNotContain(Token);
        await EndAsync();
    }

    [FactInBrowser]
    public async Task He_switches_to_English_which_is_remembered()
    {
        await OpenSignedInAsync("/admin/numbers");

        await Page.GetByText("EN", new() { Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Numbers" })).ToBeVisibleAsync();
        await Page.ReloadAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Numbers" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await EndAsync();
    }

    private ILocator KeyField => Page.GetByLabel("Ключ API");

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private async Task OpenAsync(string path)
    {
        _browser = await Browser.OpenAsync(_app.App.Client.BaseAddress!);
        await Page.GotoAsync(path);
    }

    private async Task OpenSignedInAsync(string path)
    {
        await OpenAsync(path);
        await SignInAsync(ApiApp.Key);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" })).ToBeVisibleAsync();
    }

    private async Task SignInAsync(string key)
    {
        await KeyField.FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Войти" }).ClickAsync();
    }

    private Task SaveAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();

    private async Task SetUpAsync(MoySkladStub moySklad)
    {
        (await _app.PostAsync("/api/v1/enterprises", """{"number": "0367", "name": "June"}""")).Status.ShouldBe(HttpStatusCode.Created);
        var settings = new JsonObject
        {
            ["enabled"] = true,
            ["phone_api_url"] = moySklad.PhoneAddress.ToString(),
            ["main_api_url"] = moySklad.RemapAddress.ToString(),
            ["integration_code"] = Key,
            ["api_token"] = Token,
        };
        var saved = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", settings.ToJsonString());
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
    }

    /// <summary>What every test ends with: the browser had nothing to complain of, such as what the content policy forbids.</summary>
    private async Task EndAsync()
    {
        // Lets the page say what it has to say.
        await Page.EvaluateAsync("() => 1");
        _browser!.Complaints.ShouldBeEmpty();
    }
}
