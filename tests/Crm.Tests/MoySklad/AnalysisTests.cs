using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.MoySklad;

public sealed class AnalysisTests : MoySkladTest
{
    [Fact]
    public async Task An_analysis_stands_once_below_what_the_comment_says_of_the_call()
    {
        var call = Calls.New();
        var adapter = Open();
        await TellAsync(adapter, Calls.Whole(call));
        var before = OnlyCall().Comment;
        var analysed = new CallAnalysed(Guid.NewGuid(), call, Calls.End.AddHours(1), false, "Скрипт: 18 из 20");

        await TellAsync(adapter, analysed, analysed, analysed with { Text = "Тон: 3 из 5" });

        before.ShouldNotBeNullOrEmpty();
        OnlyCall().Comment.ShouldBe($"{before}\nСкрипт: 18 из 20\nТон: 3 из 5");
    }

    [Fact]
    public async Task A_call_that_MoySklad_does_not_have_is_not_made_for_its_analysis()
    {
        await TellAsync(Open(), new CallAnalysed(Guid.NewGuid(), Calls.New(), Calls.End, false, "Скрипт: 18 из 20"));

        Account.Calls.ShouldBeEmpty();
    }
}
