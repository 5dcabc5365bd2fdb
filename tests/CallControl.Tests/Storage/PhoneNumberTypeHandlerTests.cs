using CallControl.Crm.Contracts;
using CallControl.Storage;
using Dapper;

namespace CallControl.CallControl.Tests.Storage;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class PhoneNumberTypeHandlerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_phone_number_goes_to_the_database_and_back_as_E164_text()
    {
        SqlMapper.AddTypeHandler(new PhoneNumberTypeHandler());
        await using var database = await TestDatabase.CreateEmptyAsync(postgres);
        var number = PhoneNumber.Parse("8 916 123-45-67");

        (await database.QueryAsync<string>("SELECT @number", new { number })).ShouldBe(["+79161234567"]);
        (await database.QueryAsync<PhoneNumber>("SELECT '+79161234567'")).ShouldBe([number]);
        (await database.QueryAsync<Row>("SELECT 1 AS id, NULL::text AS caller UNION ALL SELECT 2, '+79161234567' ORDER BY id"))
            .ShouldBe([new Row(1, null), new Row(2, number)]);
    }

    private sealed record Row(int Id, PhoneNumber? Caller)
    {
        public Row() : this(0, null)
        {
        }
    }
}
