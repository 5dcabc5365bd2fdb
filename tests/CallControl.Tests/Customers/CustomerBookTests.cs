using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.Customers;

namespace CallControl.CallControl.Tests.Customers;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CustomerBookTests(PostgresFixture postgres) : IAsyncLifetime
{
    // As users check it.
    private const string Check = """
        SELECT enterprise_number, phone_e164, last_name, first_name, middle_name,
               meta->'ids'->'uon' AS ids_uon, meta->>'person_uid' AS person_uid
        FROM customers
        WHERE enterprise_number = '0367' AND phone_e164 IN ('+375297003134', '+375296254070');
        """;

    private static readonly PhoneNumber First = PhoneNumber.Parse("+375297003134");
    private static readonly PhoneNumber Second = PhoneNumber.Parse("+375296254070");
    private static readonly PhoneNumber Third = PhoneNumber.Parse("+375445613954");

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_person_with_a_second_phone_is_one_person_and_a_new_name_reaches_both()
    {
        var book = Book("uon", primary: true);

        await book.SaveAsync([Uon(First, "Тестирование", "Третье")], default);
        await book.SaveAsync([Uon(Second, "Тестирование", "Четвертое")], default);
        var changed = await book.SaveAsync([Uon(Second, "Тестирование", "Пятое")], default);
        var unchanged = await book.SaveAsync([Uon(Second, "Тестирование", "Пятое")], default);

        var rows = await _database.QueryAsync<(string Enterprise, string Phone, string Last, string FirstName, string? Middle, string Ids, string Person)>(Check);
        rows.ShouldAllBe(row => row.Last == "Тестирование" && row.FirstName == "Пятое" && row.Ids == """["7"]""" && row.Person == "uon:7");
        rows.Count.ShouldBe(2);
        (changed, unchanged).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_company_and_its_contact_persons_are_three_rows()
    {
        var company = new CustomerNames(First, "moysklad", "cp1", "ООО Рога и Копыта", EnterpriseName: "ООО Рога и Копыта", PersonUid: "ms:cp1");
        var rows = await Book("ms", true).SaveAsync(
            [
                company,
                company with { Phone = Second, LastName = "Иванов Иван Иванович", PersonUid = "ms:p1" },
                company with { Phone = Third, LastName = "Петрова А.С.", PersonUid = "ms:p2" },
            ], default);

        rows.ShouldBe(3);
        (await _database.QueryAsync<string>("SELECT last_name || '|' || enterprise_name || '|' || source || '|' || external_id FROM customers ORDER BY id")).ShouldBe(
            ["ООО Рога и Копыта|ООО Рога и Копыта|moysklad|cp1", "Иванов Иван Иванович|ООО Рога и Копыта|moysklad|cp1", "Петрова А.С.|ООО Рога и Копыта|moysklad|cp1"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_company_of_which_nothing_is_said_stays_and_one_that_is_said_reaches_every_phone()
    {
        var book = Book("uon", true);
        var client = Uon(First, "Иванова", "Ирина") with { EnterpriseName = "ООО Ромашка" };
        await book.SaveAsync([client, client with { Phone = Second }], default);

        await book.SaveAsync([Uon(First, "Петрова", "Ирина") with { LeavesCompany = true }], default);
        var kept = await CompaniesAsync();
        var again = await book.SaveAsync([Uon(First, "Петрова", "Ирина") with { LeavesCompany = true }], default);
        await book.SaveAsync([client with { EnterpriseName = "ООО Лютик" }], default);
        var renamed = await CompaniesAsync();
        await book.SaveAsync([Uon(First, "Иванова", "Ирина")], default);

        kept.ShouldBe(["Петрова ООО Ромашка", "Петрова ООО Ромашка"]);
        again.ShouldBe(0);
        renamed.ShouldBe(["Иванова ООО Лютик", "Иванова ООО Лютик"]);
        (await CompaniesAsync()).ShouldBe(["Иванова ", "Иванова "]);

        async Task<IReadOnlyList<string>> CompaniesAsync() =>
            await _database.QueryAsync<string>("SELECT last_name || ' ' || COALESCE(enterprise_name, '') FROM customers ORDER BY phone_e164");
    }

    [Fact]
    public async Task A_name_made_of_the_phone_number_is_not_written()
    {
        await Book("ms", true).SaveAsync([new CustomerNames(First, "moysklad", "cp1", "+375 29 700-31-34", EnterpriseName: "+375297003134")], default);

        var stored = (await Book("ms", true).FindAsync(First, default)).ShouldNotBeNull();
        (stored.LastName, stored.EnterpriseName, stored.ExternalId).ShouldBe((null, null, "cp1"));
    }

    [Fact]
    public async Task Names_of_another_source_stay_unless_the_vendor_is_primary_and_ids_gather()
    {
        await Book("uon", false).SaveAsync([Uon(First, "Из", "Юона")], default);
        await Book("ms", false).SaveAsync([new CustomerNames(First, "moysklad", "cp1", "Из МоегоСклада", PersonUid: "ms:cp1")], default);
        var kept = await Book("uon", false).FindAsync(First, default);
        await Book("ms", true).SaveAsync([new CustomerNames(First, "moysklad", "cp1", "Из МоегоСклада", PersonUid: "ms:cp1")], default);
        var taken = await Book("uon", false).FindAsync(First, default);

        (kept!.LastName, kept.Source, kept.PersonUid).ShouldBe(("Из", "uon", "uon:7"));
        (taken!.LastName, taken.FirstName, taken.Source, taken.ExternalId, taken.PersonUid).ShouldBe(("Из МоегоСклада", null, "moysklad", "cp1", "uon:7"));
        (await _database.ScalarAsync<string>("SELECT (meta->'ids')::text FROM customers")).ShouldBe("""{"ms": ["cp1"], "uon": ["7"]}""");
    }

    [Fact]
    public async Task Enterprises_do_not_see_each_others_customers()
    {
        await Book("uon", true).SaveAsync([Uon(First, "Один", "Два")], default);

        (await new CustomerBook(_database.Source, "0999", "uon", true).FindAsync(First, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_who_save_the_same_people_at_once_do_not_hurt_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Book("uon", true).SaveAsync(
            n % 2 == 0 ? [Uon(First, "А", "Б"), Uon(Second, "А", "Б")] : [Uon(Second, "А", "Б"), Uon(First, "А", "Б")], default)));

        (await _database.ScalarAsync<int>("SELECT count(*)::int FROM customers WHERE last_name = 'А'")).ShouldBe(2);
    }

    private CustomerBook Book(string vendor, bool primary) => new(_database.Source, "0367", vendor, primary);

    private static CustomerNames Uon(PhoneNumber phone, string last, string first) => new(phone, "uon", "7", last, first, PersonUid: "uon:7");
}
