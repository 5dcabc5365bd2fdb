using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.Crm.Tests.MoySklad;

/// <summary>Finding clients by phone, and the names for <c>customers</c>.</summary>
public sealed class ClientTests : MoySkladTest
{
    private static readonly PhoneNumber Belarusian = PhoneNumber.Parse("+375447034448");

    [Theory]
    [InlineData("+375447034448")]
    [InlineData("375447034448")]
    [InlineData("80447034448")]
    [InlineData("447034448")]
    [InlineData("+375 (44) 703-44-48")]
    [InlineData("+375 44 703 44 48")]
    [InlineData("8 (044) 703-44-48")]
    [InlineData("+375 44 7034448")]
    [InlineData("(44) 703-44-48")]
    [InlineData("+375290000009, +375447034448")]
    public async Task A_client_is_found_however_his_number_is_written(string written)
    {
        Account.Counterparties.Add(new StubCounterparty { Name = "Sample Ltd", Phone = written });

        var card = await Open().FindCustomerAsync(Belarusian, CancellationToken.None);

        card.ShouldNotBeNull().DisplayName.ShouldBe("Sample Ltd");
    }

    [Theory]
    [InlineData("+7 (916) 123-45-67")]
    [InlineData("8 916 123-45-67")]
    [InlineData("8-916-123-45-67")]
    [InlineData("89161234567")]
    public async Task A_Russian_client_is_found_however_his_number_is_written(string written)
    {
        Account.Counterparties.Add(new StubCounterparty { Name = "Sample Ltd", Phone = written });

        (await Open().FindCustomerAsync(PhoneNumber.Parse("+79161234567"), CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("+375447034448")]
    [InlineData("80447034448")]
    [InlineData("+375 44 7034448")]
    [InlineData("8 (044) 703-44-48")]
    [InlineData("+375 44 703 44 48")]
    public async Task A_contact_person_is_found_however_his_number_is_written_and_not_made_again(string written)
    {
        Account.Counterparties.Add(new StubCounterparty
        {
            Name = "Sample Ltd",
            Phone = "+375290000009",
            ContactPersons = { new StubContactPerson(Guid.NewGuid().ToString(), "Example Ivan", written) },
        });

        await TellAsync(Open(), Calls.Ringing(Calls.New(client: Belarusian), "101"));

        Account.Counterparties.Count.ShouldBe(1);
        OnlyCall().Counterparty.ShouldBe(Account.Counterparties[0].Id);
    }

    [Theory]
    [InlineData("+37410123456", "+374 10 12-34-56")]
    [InlineData("+996312123456", "0312 123 456")]
    [InlineData("+77011234567", "8 (701) 123-45-67")]
    [InlineData("+447911123456", "+447911123456")]
    public async Task A_client_of_another_country_is_found_too(string phone, string written)
    {
        Account.Counterparties.Add(new StubCounterparty { Name = "Sample Ltd", Phone = written });

        (await Open().FindCustomerAsync(PhoneNumber.Parse(phone), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Somebody_whose_number_only_contains_the_same_digits_is_another()
    {
        Account.Counterparties.Add(new StubCounterparty { Name = "447034448", Phone = "+4477447034448" });

        (await Open().FindCustomerAsync(Belarusian, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_archived_client_is_gone()
    {
        Account.Counterparties.Add(new StubCounterparty { Name = "Sample Ltd", Phone = Belarusian.ToString(), Archived = true });

        (await Open().FindCustomerAsync(Belarusian, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_contact_person_is_shown_by_his_company()
    {
        var company = Company();

        var card = await Open().FindCustomerAsync(PhoneNumber.Parse("+375296254070"), CancellationToken.None);

        card.ShouldNotBeNull().DisplayName.ShouldBe("Sample Ltd");
        card.LastName.ShouldBe("Example Ivan");
        card.Company.ShouldBe("Sample Ltd");
        card.ExternalId.ShouldBe(company.Id);
        card.PersonUid.ShouldBe("ms:" + company.ContactPersons[0].Id);
        card.Phones.Count.ShouldBe(3);
        card.Link.ShouldNotBeNull().AbsoluteUri.ShouldContain(company.Id);
        card.ResponsibleExtension.ShouldBe("102");
    }

    [Fact]
    public async Task Of_an_automatically_made_client_the_persons_name_is_shown()
    {
        Account.Counterparties.Add(new StubCounterparty
        {
            Name = Belarusian.ToString(),
            Phone = Belarusian.ToString(),
            ContactPersons = { new StubContactPerson(Guid.NewGuid().ToString(), "Example Ivan", "+375296254070") },
        });

        (await Open().FindCustomerAsync(PhoneNumber.Parse("+375296254070"), CancellationToken.None)).ShouldNotBeNull().DisplayName.ShouldBe("Example Ivan");
    }

    [Fact]
    public async Task A_company_with_two_persons_gives_three_rows()
    {
        var company = Company();

        var rows = await Open().FindNamesAsync(Belarusian, CancellationToken.None);

        rows.Select(row => (row.Phone.ToString(), row.LastName)).ShouldBe([
            ("+375447034448", "Sample Ltd"),
            ("+375296254070", "Example Ivan"),
            ("+375445613954", "Example A."),
        ]);
        rows.ShouldAllBe(row => row.EnterpriseName == "Sample Ltd" && row.ExternalId == company.Id && row.Source == "moysklad");
        rows.ShouldAllBe(row => row.FirstName == null && row.MiddleName == null);
        rows[0].PersonUid.ShouldBe("ms:" + company.Id);
        rows[1].PersonUid.ShouldBe("ms:" + company.ContactPersons[0].Id);
    }

    [Theory]
    [InlineData("+375447034448", "+375447034448")]
    [InlineData("Звонок +375447034448", "375447034448")]
    [InlineData("375447034448", "+375447034448")]
    public async Task An_automatically_made_client_gives_no_names(string name, string phone)
    {
        Account.Counterparties.Add(new StubCounterparty { Name = name, Phone = phone });

        (await Open().FindNamesAsync(Belarusian, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_made_client_looks_as_the_seeds_say()
    {
        await TellAsync(Open(), Calls.Ringing(Calls.New(client: Belarusian), "101"));

        var client = Account.Counterparties.ShouldHaveSingleItem();
        client.Name.ShouldBe("+375447034448");
        client.Phone.ShouldBe("+375447034448");
        client.Tags.ShouldBe(["Создан автоматически"]);
        client.CompanyType.ShouldBe("individual");
    }

    [Fact]
    public async Task Without_a_mapping_the_manager_is_found_in_MoySklad()
    {
        Company();

        var extension = await Open(settings => settings.Remove("employee_mapping")).FindResponsibleExtensionAsync(Belarusian, CancellationToken.None);

        extension.ShouldBe("102");
    }

    private StubCounterparty Company()
    {
        var company = new StubCounterparty
        {
            Name = "Sample Ltd",
            Phone = "+375447034448",
            Owner = Account.Employees[1].Id,
            ContactPersons =
            {
                new StubContactPerson(Guid.NewGuid().ToString(), "Example Ivan", "+375296254070"),
                new StubContactPerson(Guid.NewGuid().ToString(), "Example A.", "375445613954"),
                new StubContactPerson(Guid.NewGuid().ToString(), "Without Phone", null),
            },
        };
        Account.Counterparties.Add(company);
        return company;
    }
}
