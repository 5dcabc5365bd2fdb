using CallControl.Prompts;
using CallControl.Prompts.Speech;

namespace CallControl.CallControl.Tests.Prompts;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("2-к. квартира, 45,5 м²", "двухкомнатная квартира, 45,5 квадратных метров")]
    [InlineData("3-комнатная квартира 70 кв.м", "трёхкомнатная квартира 70 квадратных метров")]
    [InlineData("1-комн. кв. у метро", "однокомнатная квартира у метро")]
    [InlineData("2-х комнатная", "двухкомнатная")]
    [InlineData("Студия 25 м2", "Студия 25 квадратных метров")]
    [InlineData("Дом 2 корпус 4", "Дом 2 корпус 4")]
    [InlineData("Лофт Loft 25", "Лофт Loft 25")]
    public void Abbreviations_of_listings_are_read_out(string title, string read) => RussianReading.Of(title).ShouldBe(read);

    [Theory]
    [InlineData("Дом «Уют», \"ЖК\" 12/3, 45,5 м² № 7!", "Дом Уют, ЖК 12 дробь 3, 45 и 5 квадратных метров номер 7!")]
    [InlineData("Зайдите на сайт example.com, выберите", "Зайдите на сайт example точка com, выберите")]
    [InlineData("дом — лес - поле, 2-комнатная", "дом, лес, поле, 2-комнатная")]
    [InlineData("(скобки) 'и' “кавычки”", "скобки и кавычки")]
    [InlineData("Caffè Ґанок 東京", "Caffe ганок")]
    [InlineData("?! ,,", "")]
    [InlineData("Да?!. Нет", "Да? Нет")]
    public void Festival_gets_only_what_its_rules_know(string text, string plain) => FestivalText.Plain(text, "ru").ShouldBe(plain);
}
