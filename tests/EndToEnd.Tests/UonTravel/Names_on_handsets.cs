using CallControl.EndToEnd.Tests.Calls;

namespace CallControl.EndToEnd.Tests.UonTravel;

/// <summary>What an employee's phone shows of a caller.</summary>
public sealed class Names_on_handsets(UonLab fixture) : CallTest(fixture.Lab), IClassFixture<UonLab>
{
    [Fact]
    public async Task An_employee_sees_the_name_of_a_client_whom_the_CRM_knows()
    {
        fixture.Account.AddUser(("u_surname", "Sidorova"), ("u_name", "Anna"), ("u_phone_mobile", Caller[1..]));

        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(101));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var employee = await Lab.Pstn.ExpectCallAsync("101");
        await employee.RingAsync();
        await caller.HangUpAsync();
        await employee.WaitForHangUpAsync();

        employee.ShownCallerId.ShouldBe(Caller);
        string.Join('\n', employee.SipReceived()).ShouldContain("Sidorova");
    }
}
